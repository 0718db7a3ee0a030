package org.snowguard.server.suggestion;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Decisions whose packages have gone to another project. */
final class DecisionMoveStore {

  /** A suggestion and the project that holds most of the packages of its decision now. */
  public record Move(long suggestionId, long vulnerabilityId, long projectId, String project) {}

  private static final String LESSONS =
      """
      update learned_alias set suggestion_id = :id
      where suggestion_id = :gone and revoked_at is null and not exists (
        select 1 from learned_alias same
        where same.suggestion_id = :id and same.revoked_at is null
          and same.product = learned_alias.product and same.kind = learned_alias.kind
          and same.vendor is not distinct from learned_alias.vendor)
      """;

  private static final List<String> REPLACE =
      List.of(
          "delete from suggestion_verdict where suggestion_id = :id and :gone::bigint is not null",
          "update suggestion_verdict set suggestion_id = :id where suggestion_id = :gone",
          "update proposal set suggestion_id = :id where suggestion_id = :gone",
          LESSONS,
          """
          with gone as (delete from suggestion where id = :gone returning *)
          update suggestion set project_id = gone.project_id, placement = gone.placement,
            tier = gone.tier, probability = gone.probability, algorithm = gone.algorithm,
            attributes = gone.attributes, evidence = gone.evidence, against = gone.against,
            machine_digest = gone.machine_digest, machine_changed_at = gone.machine_changed_at,
            since = gone.since, score = gone.score, severity = gone.severity,
            attack_vector = gone.attack_vector, attack_complexity = gone.attack_complexity,
            privileges_required = gone.privileges_required, user_interaction = gone.user_interaction,
            known_exploited = gone.known_exploited, assigner = gone.assigner, marks = gone.marks,
            rank = gone.rank, folded_by = gone.folded_by, folded_at = gone.folded_at,
            revision = suggestion.revision + 1
          from gone where suggestion.id = :id
          """);

  private final Jdbi jdbi;

  DecisionMoveStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** What people decided or linked, and that does not stand where most of its packages are. */
  List<Move> due() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select suggestion.id as suggestion_id, suggestion.vulnerability_id,
                      holder.project_id, project.slug as project
                    from suggestion
                    cross join lateral (
                      select project_attribute.project_id
                      from unnest(coalesce(suggestion.decided_attributes, suggestion.attributes))
                        as covered (attribute)
                      join project_attribute on project_attribute.attribute = covered.attribute
                      where not covered.attribute = any(suggestion.removed_attributes)
                      group by project_attribute.project_id
                      order by count(*) desc, project_attribute.project_id <> suggestion.project_id,
                        project_attribute.project_id
                      limit 1) holder
                    join project on project.id = holder.project_id
                    where (suggestion.state in ('accepted', 'dismissed', 'snoozed')
                        or suggestion.linked_by_hand and suggestion.state = 'pending')
                      and holder.project_id <> suggestion.project_id
                    order by suggestion.id
                    """)
                .map(ConstructorMapper.of(Move.class))
                .list());
  }

  /** Lets a suggestion stand at another project, which has none of this vulnerability. */
  void move(long suggestionId, long projectId) {
    jdbi.useHandle(
        handle -> {
          handle
              .createUpdate(
                  """
                  update suggestion set project_id = :project, revision = revision + 1 where id = :id
                  """)
              .bind("id", suggestionId)
              .bind("project", projectId)
              .execute();
          lessonsFollow(handle, suggestionId);
        });
  }

  /**
   * Puts a suggestion in the place of another that nobody decided: people's side stays, all that
   * the machine says is the other's.
   */
  void replace(long suggestionId, long undecidedId) {
    jdbi.useHandle(
        handle -> {
          for (String statement : REPLACE) {
            handle
                .createUpdate(statement)
                .bind("id", suggestionId)
                .bind("gone", undecidedId)
                .execute();
          }
          lessonsFollow(handle, suggestionId);
        });
  }

  /** Gives the lessons of one decision to the card that people decide both on from now on. */
  void handOverLessons(long fromSuggestion, long toSuggestion) {
    jdbi.useHandle(
        handle -> {
          handle
              .createUpdate(LESSONS)
              .bind("id", toSuggestion)
              .bind("gone", fromSuggestion)
              .execute();
          lessonsFollow(handle, toSuggestion);
        });
  }

  private static void lessonsFollow(Handle handle, long suggestionId) {
    handle
        .createUpdate(
            """
            update learned_alias set project_id = suggestion.project_id
            from suggestion where suggestion.id = learned_alias.suggestion_id and suggestion.id = :id
              and learned_alias.revoked_at is null
            """)
        .bind("id", suggestionId)
        .execute();
  }
}
