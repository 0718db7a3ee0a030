package org.snowguard.server.issue.rule;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.rule.RuleCard;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.suggestion.Seen;

/** The cards of a project as rules look at them. */
final class RuleCardStore {

  /**
   * A card with where it stands.
   *
   * @param since when the record was published
   */
  record StoredCard(
      Seen seen, String publicId, String title, String state, Instant since, RuleCard card) {}

  private static final int PORTION = 500;

  private final Jdbi jdbi;

  RuleCardStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * The verdicts of one card after the other, found by its key: an aggregate over all cards that is
   * joined to them costs a minute for thousands of cards where the planner knows nothing of the
   * tables yet, as after a large import.
   */
  private static final String SELECT =
      """
      with current as materialized (
        select distinct package_span.facts_id, package_span.attribute
        from project_attribute
        join package_span on package_span.attribute = project_attribute.attribute
          and package_span.last_snapshot is null
        join channel on channel.id = package_span.channel_id and channel.status <> 'end_of_life'
        where project_attribute.project_id = :project),
      chosen as materialized (
        select suggestion.id, suggestion.revision, suggestion.state, suggestion.since,
          suggestion.severity, suggestion.score, suggestion.attack_vector,
          suggestion.attack_complexity, suggestion.privileges_required, suggestion.user_interaction,
          suggestion.attributes, suggestion.removed_attributes, vulnerability.public_id,
          coalesce(vulnerability.title, left(vulnerability.description, 120)) as title,
          suggestion.known_exploited or vulnerability.known_exploited_since is not null
            as known_exploited
        from suggestion
        join vulnerability on vulnerability.id = suggestion.vulnerability_id
        where suggestion.project_id = :project and vulnerability.state = 'published'
          and %s)
      select chosen.*, judged.packages
      from chosen
      cross join lateral (
        select array_agg(distinct suggestion_verdict.verdict || '='
          || coalesce(suggestion_verdict.fixed_version, '')) as packages
        from current
        join suggestion_verdict on suggestion_verdict.facts_id = current.facts_id
          and suggestion_verdict.attribute in ('', current.attribute)
        where suggestion_verdict.suggestion_id = chosen.id
          and current.attribute = any(chosen.attributes)
          and current.attribute <> all(chosen.removed_attributes)
          and (suggestion_verdict.attribute <> '' or not exists (
            select 1 from suggestion_verdict apart
            where apart.suggestion_id = chosen.id and apart.facts_id = current.facts_id
              and apart.attribute = current.attribute))) judged
      order by chosen.since desc, chosen.id
      """;

  /** In the queue, and no person, no proposal and no rule has anything to do with it. */
  private static final String UNTOUCHED =
      """
      suggestion.state = 'pending' and not suggestion.linked_by_hand
          and not suggestion.taken_from_backlog and suggestion.removed_attributes = '{}'
          and suggestion.decided_by is null and suggestion.changed_since is null
          and (suggestion.opened_at is null or suggestion.opened_at < :openedBefore)
          and not exists (select 1 from standing_rule_application
            where standing_rule_application.suggestion_id = suggestion.id)
          and not exists (select 1 from proposal
            where proposal.suggestion_id = suggestion.id and proposal.state = 'open')
          and not exists (select 1 from event
            where event.subject_kind = 'suggestion' and event.subject_id = suggestion.id
              and event.actor is not null)
      """;

  /** What people saw in the queue: what the machine settled since counts if it was queued once. */
  private static final String SEEN_SINCE =
      """
      suggestion.since >= :since
          and (suggestion.state in ('pending', 'accepted', 'dismissed', 'snoozed', 'ruled')
            or suggestion.state = 'settled' and exists (select 1 from event
              where event.subject_kind = 'suggestion' and event.subject_id = suggestion.id
                and event.kind in ('suggestion.unqueued', 'suggestion.fulfilled')))
      """;

  /**
   * Reads what was in the queue and was published since, the newest first, one after the other:
   * Linux alone has thousands. Within a transaction, so that the rows come in portions.
   */
  void publishedSince(long projectId, Instant since, Consumer<StoredCard> reader) {
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(SELECT.formatted(SEEN_SINCE))
                .setFetchSize(PORTION)
                .bind("project", projectId)
                .bind("since", since)
                .map(RuleCardStore::read)
                .useStream(cards -> cards.forEach(reader)));
  }

  /** Reads what a rule may take now, as {@link #publishedSince} does. */
  void untouched(long projectId, Instant openedBefore, Consumer<StoredCard> reader) {
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(SELECT.formatted(UNTOUCHED))
                .setFetchSize(PORTION)
                .bind("project", projectId)
                .bind("openedBefore", openedBefore)
                .map(RuleCardStore::read)
                .useStream(cards -> cards.forEach(reader)));
  }

  private static StoredCard read(ResultSet row, StatementContext context) throws SQLException {
    RuleCard card =
        new RuleCard(
            row.getString("severity") == null ? null : rounded(row.getFloat("score")),
            new RuleCard.Vector(
                row.getString("attack_vector"),
                row.getString("attack_complexity"),
                row.getString("privileges_required"),
                row.getString("user_interaction")),
            row.getBoolean("known_exploited"),
            packages(row.getArray("packages")));
    return new StoredCard(
        new Seen(row.getLong("id"), row.getInt("revision")),
        row.getString("public_id"),
        row.getString("title"),
        row.getString("state"),
        row.getObject("since", OffsetDateTime.class).toInstant(),
        card);
  }

  /** Scores have one decimal; a float of the database is not quite 6.9. */
  private static double rounded(float score) {
    return Math.round(score * 10) / 10.0;
  }

  private static List<RuleCard.CardPackage> packages(@Nullable Array array) throws SQLException {
    List<RuleCard.CardPackage> packages = new ArrayList<>();
    if (array != null) {
      for (String text : (String[]) array.getArray()) {
        int equals = text.indexOf('=');
        String fixed = text.substring(equals + 1);
        packages.add(
            new RuleCard.CardPackage(
                Verdict.valueOf(text.substring(0, equals).toUpperCase(Locale.ROOT)),
                fixed.isEmpty() ? null : fixed));
      }
    }
    return packages;
  }
}
