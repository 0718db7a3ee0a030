package org.snowguard.server.suggestion;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

final class HandLinkStore {

  private static final String REFRESH =
      """
      update suggestion set attributes = :attributes, marks = :marks, rank = :rank, since = :since,
        score = :score, severity = :severity, attack_vector = :attackVector,
        attack_complexity = :attackComplexity, privileges_required = :privilegesRequired,
        user_interaction = :userInteraction, known_exploited = :knownExploited, assigner = :assigner,
        facts_digest = :facts,
        revision = revision + case when facts_digest is distinct from :facts then 1 else 0 end
      where id = :id
        and (facts_digest is distinct from :facts or rank <> :rank)
      """;

  private final Jdbi jdbi;

  HandLinkStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * A suggestion that the machine does not make; withdrawn until an action puts it into the queue.
   *
   * @return empty if somebody else has just made the link
   */
  Optional<Long> insert(
      MachineView.Link link,
      List<String> attributes,
      List<String> marks,
      MachineView.Traits traits,
      long rank,
      Instant now) {
    return jdbi.withHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into suggestion (vulnerability_id, project_id, state, attributes, marks,
                      machine_changed_at, since, score, severity, attack_vector, attack_complexity,
                      privileges_required, user_interaction, known_exploited, assigner, rank, created_at)
                    values (:vulnerabilityId, :projectId, 'withdrawn', :attributes, :marks, :now, :since,
                      :score, :severity, :attackVector, :attackComplexity, :privilegesRequired,
                      :userInteraction, :knownExploited, :assigner, :rank, :now)
                    on conflict (vulnerability_id, project_id) do nothing
                    """)
                .bindMethods(link)
                .bindMethods(traits)
                .bindArray("attributes", String.class, attributes)
                .bindArray("marks", String.class, marks)
                .bind("rank", rank)
                .bind("now", now)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(long.class)
                .findOne());
  }

  /** Links that people made and the machine does not. */
  List<Long> byPeopleAlone() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select id from suggestion
                    where linked_by_hand and machine_digest is null and state <> 'withdrawn'
                    order by id
                    """)
                .mapTo(Long.class)
                .list());
  }

  /** Writes what is judged of a link now, where it is something else; nothing that people did. */
  void refresh(long suggestionId, MachineView view) {
    jdbi.useHandle(
        handle -> {
          handle
              .createUpdate(REFRESH)
              .bindMethods(view.traits())
              .bind("id", suggestionId)
              .bindArray("attributes", String.class, view.suggestion().attributes())
              .bindArray("marks", String.class, view.marks())
              .bind("rank", view.rank())
              .bind("facts", view.factsDigest())
              .execute();
          IntakeStore.replaceVerdicts(handle, Map.of(suggestionId, view.verdicts()));
        });
  }

  void insertVerdicts(long suggestionId, List<Long> factsIds, String code, String text) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into suggestion_verdict
                      (suggestion_id, facts_id, verdict, reason_code, reason_text, pointer)
                    select :suggestion, facts_id, 'unknown', :code, :text, ''
                    from unnest(:facts) as new (facts_id)
                    """)
                .bind("suggestion", suggestionId)
                .bind("code", code)
                .bind("text", text)
                .bindArray("facts", Long.class, factsIds)
                .execute());
  }
}
