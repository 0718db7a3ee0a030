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
      where suggestion_id = :other and revoked_at is null and not exists (
        select 1 from learned_alias same
        where same.suggestion_id = :id and same.revoked_at is null
          and same.product = learned_alias.product and same.kind = learned_alias.kind
          and same.vendor is not distinct from learned_alias.vendor)
      """;

  private static final List<String> TAKE_OVER =
      List.of(
          "delete from suggestion_verdict where suggestion_id = :id and :other::bigint is not null",
          "update suggestion_verdict set suggestion_id = :id where suggestion_id = :other",
          "update proposal set suggestion_id = :id where suggestion_id = :other",
          LESSONS,
          """
          update suggestion set placement = other.placement, tier = other.tier,
            probability = other.probability, algorithm = other.algorithm,
            attributes = other.attributes, evidence = other.evidence, against = other.against,
            machine_digest = other.machine_digest, facts_digest = other.facts_digest,
            machine_changed_at = other.machine_changed_at,
            since = other.since, score = other.score, severity = other.severity,
            attack_vector = other.attack_vector, attack_complexity = other.attack_complexity,
            privileges_required = other.privileges_required, user_interaction = other.user_interaction,
            known_exploited = other.known_exploited, assigner = other.assigner, marks = other.marks,
            rank = other.rank, folded_by = other.folded_by, folded_at = other.folded_at
          from suggestion other where other.id = :other and suggestion.id = :id
          """,
          """
          update suggestion set machine_digest = null, folded_by = null, folded_at = null
          where id = :other and :id::bigint is not null
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
                    where (suggestion.state in ('accepted', 'dismissed', 'snoozed', 'ruled')
                        or suggestion.linked_by_hand and suggestion.state = 'pending')
                      and holder.project_id <> suggestion.project_id
                    order by suggestion.id
                    """)
                .map(ConstructorMapper.of(Move.class))
                .list());
  }

  /**
   * Lets a suggestion stand at another project, which has none of this vulnerability.
   *
   * @return how many lessons went with it
   */
  int move(long suggestionId, long projectId) {
    return jdbi.withHandle(
        handle -> {
          stand(handle, suggestionId, projectId);
          return lessonsFollow(handle, suggestionId);
        });
  }

  /**
   * Puts a suggestion in the place of another, which gets its own: people's side of both stays, all
   * that the machine says is the first one's.
   *
   * @return how many lessons went with it
   */
  int replace(StoredSuggestion suggestion, StoredSuggestion other) {
    return jdbi.withHandle(
        handle -> {
          for (String statement : TAKE_OVER) {
            handle
                .createUpdate(statement)
                .bind("id", suggestion.id())
                .bind("other", other.id())
                .execute();
          }
          if (isUntouched(handle, other.id())) {
            handle.execute("delete from suggestion where id = ?", other.id());
            stand(handle, suggestion.id(), other.projectId());
          } else {
            exchange(handle, suggestion, other);
          }
          return lessonsFollow(handle, suggestion.id());
        });
  }

  /** Whether no person ever did or saw anything that could be asked for again. */
  private static boolean isUntouched(Handle handle, long suggestionId) {
    return handle
        .createQuery(
            """
            select opened_at is null and not linked_by_hand
              and not exists (select 1 from event where subject_kind = 'suggestion'
                and subject_id = suggestion.id and actor is not null)
              and not exists (select 1 from issue_suggestion where suggestion_id = suggestion.id)
            from suggestion where id = :id
            """)
        .bind("id", suggestionId)
        .mapTo(boolean.class)
        .one();
  }

  /** The key is checked row by row, so one steps aside to a project that is gone again at once. */
  private static void exchange(Handle handle, StoredSuggestion one, StoredSuggestion other) {
    long aside =
        handle
            .createUpdate(
                """
                insert into project (slug, created_at)
                select 'aside of suggestion ' || :one, created_at from project where id = :project
                """)
            .bind("one", one.id())
            .bind("project", one.projectId())
            .executeAndReturnGeneratedKeys("id")
            .mapTo(long.class)
            .one();
    stand(handle, other.id(), aside);
    stand(handle, one.id(), other.projectId());
    stand(handle, other.id(), one.projectId());
    handle.execute("delete from project where id = ?", aside);
  }

  private static void stand(Handle handle, long suggestionId, long projectId) {
    handle
        .createUpdate(
            "update suggestion set project_id = :project, revision = revision + 1 where id = :id")
        .bind("id", suggestionId)
        .bind("project", projectId)
        .execute();
  }

  /**
   * Gives the lessons of one decision to the card that people decide both on from now on.
   *
   * @return how many speak of another project now
   */
  int handOverLessons(long fromSuggestion, long toSuggestion) {
    return jdbi.withHandle(
        handle -> {
          handle
              .createUpdate(LESSONS)
              .bind("id", toSuggestion)
              .bind("other", fromSuggestion)
              .execute();
          return lessonsFollow(handle, toSuggestion);
        });
  }

  private static int lessonsFollow(Handle handle, long suggestionId) {
    return handle
        .createUpdate(
            """
            update learned_alias set project_id = suggestion.project_id
            from suggestion where suggestion.id = learned_alias.suggestion_id and suggestion.id = :id
              and learned_alias.revoked_at is null
              and learned_alias.project_id <> suggestion.project_id
            """)
        .bind("id", suggestionId)
        .execute();
  }
}
