package org.snowguard.server.suggestion;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.web.Rows;

final class ProposalStore {

  private static final String SELECT =
      """
      select proposal.id, proposal.suggestion_id, vulnerability.public_id || ' · ' || project.slug as label,
        proposal.proposed_by, proposal.proposed_at, proposal.kind, proposal.dismiss_reason,
        proposal.attribute, proposal.note, proposal.state, proposal.closed_by, proposal.closed_at
      from proposal
      join suggestion on suggestion.id = proposal.suggestion_id
      join vulnerability on vulnerability.id = suggestion.vulnerability_id
      join project on project.id = suggestion.project_id
      """;

  private final Jdbi jdbi;

  ProposalStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  long insert(
      long suggestionId,
      String kind,
      @Nullable String reason,
      @Nullable String attribute,
      @Nullable String note,
      long actor,
      Instant at) {
    return jdbi.withHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into proposal
                      (suggestion_id, proposed_by, proposed_at, kind, dismiss_reason, attribute, note)
                    values (:suggestion, :actor, :at, :kind, :reason, :attribute, :note)
                    """)
                .bind("suggestion", suggestionId)
                .bind("actor", actor)
                .bind("at", at)
                .bind("kind", kind)
                .bind("reason", reason)
                .bind("attribute", attribute)
                .bind("note", note)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(long.class)
                .one());
  }

  Optional<Proposal> lock(long id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + "where proposal.id = :id for update of proposal")
                .bind("id", id)
                .map(Rows.of(Proposal.class))
                .findOne());
  }

  List<Proposal> openOf(Collection<Long> suggestionIds) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    SELECT
                        + """
                        where proposal.suggestion_id = any(:ids) and proposal.state = 'open'
                        order by proposal.id
                        """)
                .bindArray("ids", Long.class, suggestionIds)
                .map(Rows.of(Proposal.class))
                .list());
  }

  List<Proposal> by(long actor, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    SELECT
                        + "where proposal.proposed_by = :actor order by proposal.id desc limit"
                        + " :limit")
                .bind("actor", actor)
                .bind("limit", limit)
                .map(Rows.of(Proposal.class))
                .list());
  }

  /** Whether a package stands on a card. */
  boolean isOnCard(long suggestionId, String attribute) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select exists (
                      select 1 from suggestion
                      where id = :id and :attribute = any(attributes)
                        and not :attribute = any(removed_attributes))
                    """)
                .bind("id", suggestionId)
                .bind("attribute", attribute)
                .mapTo(boolean.class)
                .one());
  }

  /**
   * Closes what is open about a suggestion, because it was decided. Passes over what somebody is
   * accepting right now: he waits for this suggestion, and waiting for him would be a deadlock.
   */
  void overtake(long suggestionId, long actor, Instant at) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update proposal set state = 'overtaken', closed_by = :actor, closed_at = :at
                    where id in (
                      select id from proposal
                      where suggestion_id = :suggestion and state = 'open'
                      order by id for update skip locked)
                    """)
                .bind("suggestion", suggestionId)
                .bind("actor", actor)
                .bind("at", at)
                .execute());
  }

  void close(long id, String state, long actor, Instant at) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update proposal set state = :state, closed_by = :actor, closed_at = :at where id = :id
                    """)
                .bind("id", id)
                .bind("state", state)
                .bind("actor", actor)
                .bind("at", at)
                .execute());
  }
}
