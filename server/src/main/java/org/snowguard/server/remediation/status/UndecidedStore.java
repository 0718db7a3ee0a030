package org.snowguard.server.remediation.status;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.status.StatusDecision;
import org.snowguard.core.status.StatusFacts;
import org.snowguard.core.status.StatusHow;
import org.snowguard.core.status.StatusRule;
import org.snowguard.core.triage.DismissReason;
import org.snowguard.core.verdict.Verdict;

/** What the machine says of packages, and how suggestions were dismissed; no issue is needed. */
final class UndecidedStore {

  /** A package that a suggestion speaks of, in a channel. */
  public record LinkRow(
      String vulnerability,
      String attribute,
      String channel,
      @Nullable String version,
      String verdict,
      String reasonCode,
      String reasonText,
      String state,
      @Nullable String dismissReason,
      @Nullable Instant decidedAt,
      Instant since) {

    StatusRow row() {
      StatusFacts facts =
          StatusFacts.of(
              Verdict.valueOf(verdict.toUpperCase(Locale.ROOT)), reasonCode, reasonText, version);
      Optional<StatusDecision> decision =
          state.equals("dismissed") && dismissReason != null
              ? StatusDecision.of(DismissReason.valueOf(dismissReason.toUpperCase(Locale.ROOT)))
              : Optional.empty();
      StatusRule.Outcome outcome = StatusRule.judge(facts.with(decision));
      boolean decides = outcome.how().code() == StatusHow.Code.DECISION;
      return new StatusRow(
          vulnerability,
          attribute,
          channel,
          outcome.status(),
          outcome.how(),
          decides && decidedAt != null ? decidedAt : since,
          version,
          decision.isPresent());
    }
  }

  private static final String SELECT =
      """
      select vulnerability.public_id as vulnerability, wanted.attribute, channel.name as channel,
        package_span.version, coalesce(judged.verdict, 'unknown') as verdict,
        coalesce(judged.reason_code, 'not_judged_yet') as reason_code,
        coalesce(judged.reason_text, 'not judged yet: matching has still to come by') as reason_text,
        suggestion.state, suggestion.dismiss_reason, suggestion.decided_at,
        greatest(coalesce(snapshot.taken_at, snapshot.imported_at),
          coalesce(vulnerability.published_at, vulnerability.first_seen_at)) as since
      from suggestion
      join vulnerability on vulnerability.id = suggestion.vulnerability_id
      cross join unnest(suggestion.attributes) as wanted (attribute)
      join package_span on package_span.attribute = wanted.attribute
        and package_span.last_snapshot is null
      join channel on channel.id = package_span.channel_id and channel.kind = 'primary'
      join snapshot on snapshot.id = package_span.first_snapshot
      left join lateral (
        select verdict, reason_code, reason_text from suggestion_verdict
        where suggestion_verdict.suggestion_id = suggestion.id
          and suggestion_verdict.facts_id = package_span.facts_id
          and suggestion_verdict.attribute in ('', package_span.attribute)
        order by suggestion_verdict.attribute desc limit 1) judged on true
      where wanted.attribute <> all(suggestion.removed_attributes)
        and (suggestion.machine_digest is not null or suggestion.linked_by_hand)
        and suggestion.state not in ('weak', 'withdrawn')
        and\
      """
          + " ";

  private static final String ORDER =
      """
       order by vulnerability.public_id collate "C", channel.position, channel.name,
        wanted.attribute collate "C"
      """;

  private final Jdbi jdbi;

  UndecidedStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  List<LinkRow> ofVulnerability(String publicId) {
    return list("vulnerability.public_id = :name", publicId);
  }

  /** By the project of the package: its suggestions are few, and found by an index. */
  List<LinkRow> ofAttribute(String attribute) {
    return list(
        """
        suggestion.project_id = (select project_id from project_attribute where attribute = :name)
        and wanted.attribute = :name
        """,
        attribute);
  }

  private List<LinkRow> list(String condition, String name) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + condition + ORDER)
                .bind("name", name)
                .map(ConstructorMapper.of(LinkRow.class))
                .list());
  }
}
