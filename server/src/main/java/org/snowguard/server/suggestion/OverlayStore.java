package org.snowguard.server.suggestion;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** People's side of a suggestion. */
final class OverlayStore {

  /** What a suggestion's overlay is to be from now on. */
  record Change(long suggestionId, Overlay after) {}

  private static final String SELECT =
      """
      select suggestion.id, suggestion.vulnerability_id, suggestion.project_id, vulnerability.public_id,
        project.slug, suggestion.machine_digest, suggestion.placement,
        suggestion.machine_changed_at,
        suggestion.opened_at is not null as ever_opened, suggestion.revision, suggestion.state,
        suggestion.linked_by_hand, suggestion.taken_from_backlog, suggestion.removed_attributes,
        suggestion.decided_by, suggestion.decided_at, suggestion.dismiss_reason, suggestion.note,
        suggestion.snoozed_until, suggestion.review_on, suggestion.decision_facts::text as decision_facts,
        suggestion.changed_since, suggestion.rule_id
      from suggestion
      join vulnerability on vulnerability.id = suggestion.vulnerability_id
      join project on project.id = suggestion.project_id
      """;

  private static final String LOCKED = " order by suggestion.id for update of suggestion";

  private final Jdbi jdbi;
  private final OverlayText text;

  OverlayStore(Jdbi jdbi, OverlayText text) {
    this.jdbi = jdbi;
    this.text = text;
  }

  /** The suggestions of some vulnerabilities, locked. */
  List<StoredSuggestion> lockOf(Collection<Long> vulnerabilityIds) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + "where suggestion.vulnerability_id = any(:ids)" + LOCKED)
                .bindArray("ids", Long.class, vulnerabilityIds)
                .map(this::read)
                .list());
  }

  /** One suggestion, locked. */
  Optional<StoredSuggestion> lock(long id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + "where suggestion.id = :id" + LOCKED)
                .bind("id", id)
                .map(this::read)
                .findOne());
  }

  Optional<StoredSuggestion> lock(long vulnerabilityId, long projectId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    SELECT
                        + """
                        where suggestion.vulnerability_id = :vulnerability
                          and suggestion.project_id = :project
                        """
                        + LOCKED)
                .bind("vulnerability", vulnerabilityId)
                .bind("project", projectId)
                .map(this::read)
                .findOne());
  }

  /** Those whose day has come, locked; what another node has locked is its own to bring back. */
  List<StoredSuggestion> lockDue(LocalDate today) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    SELECT
                        + """
                        where (suggestion.state = 'snoozed' and suggestion.snoozed_until is not null
                            and suggestion.snoozed_until <= :today)
                          or (suggestion.state = 'ruled' and suggestion.snoozed_until <= :today)
                          or (suggestion.state = 'dismissed' and suggestion.review_on is not null
                            and suggestion.review_on <= :today)
                        """
                        + LOCKED
                        + " skip locked")
                .bind("today", today)
                .map(this::read)
                .list());
  }

  /** What a rule settled and still keeps, locked. */
  List<StoredSuggestion> lockRuled(long rule) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    SELECT
                        + "where suggestion.state = 'ruled' and suggestion.rule_id = :rule"
                        + LOCKED)
                .bind("rule", rule)
                .map(this::read)
                .list());
  }

  /** Writes overlays; each counts as a new revision. */
  void update(List<Change> changes) {
    if (changes.isEmpty()) {
      return;
    }
    jdbi.useHandle(
        handle -> {
          var batch =
              handle.prepareBatch(
                  """
                  update suggestion set state = :state, linked_by_hand = :linkedByHand,
                    taken_from_backlog = :takenFromBacklog, removed_attributes = :removed,
                    decided_by = :decidedBy, decided_at = :decidedAt, dismiss_reason = :reason, note = :note,
                    snoozed_until = :snoozedUntil, review_on = :reviewOn,
                    decision_facts = :facts::jsonb, changed_since = :changedSince,
                    rule_id = :rule, revision = revision + 1,
                    decided_attributes = case
                      when :state not in ('accepted', 'dismissed', 'snoozed', 'ruled') then null
                      when decided_at is not distinct from :decidedAt
                        then coalesce(decided_attributes, attributes)
                      else attributes end
                  where id = :id
                  """);
          for (Change change : changes) {
            Overlay after = change.after();
            batch
                .bind("id", change.suggestionId())
                .bind("state", after.state().text())
                .bind("linkedByHand", after.linkedByHand())
                .bind("takenFromBacklog", after.takenFromBacklog())
                .bindArray("removed", String.class, after.removedAttributes())
                .bind("decidedBy", after.decidedBy())
                .bind("decidedAt", after.decidedAt())
                .bind("reason", after.dismissReason() == null ? null : after.dismissReason().text())
                .bind("note", after.note())
                .bind("snoozedUntil", after.snoozedUntil())
                .bind("reviewOn", after.reviewOn())
                .bind("facts", text.ofFacts(after.decisionFacts()))
                .bind("changedSince", after.changedSince())
                .bind("rule", after.rule())
                .add();
          }
          batch.execute();
        });
  }

  /** Notes who looks at a card; no revision, for nothing is changed by looking. */
  void markOpened(long id, long actor, Instant at) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "update suggestion set opened_by = :actor, opened_at = :at where id = :id")
                .bind("id", id)
                .bind("actor", actor)
                .bind("at", at)
                .execute());
  }

  private StoredSuggestion read(ResultSet row, StatementContext context) throws SQLException {
    String placement = row.getString("placement");
    return new StoredSuggestion(
        row.getLong("id"),
        row.getLong("vulnerability_id"),
        row.getLong("project_id"),
        row.getString("public_id"),
        row.getString("slug"),
        row.getBytes("machine_digest"),
        placement == null ? null : Standing.parse(placement),
        row.getObject("machine_changed_at", OffsetDateTime.class).toInstant(),
        row.getBoolean("ever_opened"),
        row.getInt("revision"),
        overlay(row));
  }

  private Overlay overlay(ResultSet row) throws SQLException {
    String reason = row.getString("dismiss_reason");
    return new Overlay(
        Standing.parse(row.getString("state")),
        row.getBoolean("linked_by_hand"),
        row.getBoolean("taken_from_backlog"),
        List.of((String[]) row.getArray("removed_attributes").getArray()),
        row.getObject("decided_by", Long.class),
        instant(row, "decided_at"),
        reason == null ? null : OverlayText.reason(reason),
        row.getString("note"),
        row.getObject("snoozed_until", LocalDate.class),
        row.getObject("review_on", LocalDate.class),
        text.facts(row.getString("decision_facts")),
        row.getString("changed_since"),
        row.getObject("rule_id", Long.class));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
