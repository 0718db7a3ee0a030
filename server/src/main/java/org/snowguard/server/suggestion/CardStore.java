package org.snowguard.server.suggestion;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.nixpkgs.UnreadPatches;
import org.snowguard.server.web.Rows;

/** What cards show, for a whole page at once. */
final class CardStore {

  /** A suggestion with its project, evidence as JSON. */
  public record CardRow(
      long id,
      int revision,
      String state,
      long vulnerabilityId,
      Instant since,
      long projectId,
      String project,
      @Nullable String variantOf,
      @Nullable String tier,
      @Nullable Double probability,
      boolean linkedByHand,
      String evidence,
      String against,
      List<String> attributes,
      List<String> removedAttributes,
      @Nullable Long decidedBy,
      @Nullable Instant decidedAt,
      @Nullable String dismissReason,
      @Nullable String note,
      @Nullable LocalDate snoozedUntil,
      @Nullable LocalDate reviewOn,
      @Nullable Long ruleId,
      @Nullable String changedSince,
      @Nullable Long openedBy,
      @Nullable Instant openedAt) {}

  /** Packages of a channel with one version and one judgement; no verdict: not judged yet. */
  public record LineRow(
      long suggestionId,
      String channel,
      String channelStatus,
      @Nullable String version,
      boolean patchesKnown,
      @Nullable String revision,
      @Nullable String carriedFrom,
      @Nullable String verdict,
      @Nullable String reasonCode,
      @Nullable String reasonText,
      @Nullable String fixedVersion,
      List<String> attributes) {}

  private final Jdbi jdbi;

  CardStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** In the order of the numbers given. */
  List<CardRow> rows(Collection<Long> ids) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select suggestion.id, suggestion.revision, suggestion.state, suggestion.vulnerability_id,
                      suggestion.since, suggestion.project_id, project.slug as project,
                      original.slug as variant_of, suggestion.tier, suggestion.probability,
                      suggestion.linked_by_hand, suggestion.evidence::text as evidence,
                      suggestion.against::text as against, suggestion.attributes,
                      suggestion.removed_attributes, suggestion.decided_by, suggestion.decided_at,
                      suggestion.dismiss_reason, suggestion.note, suggestion.snoozed_until,
                      suggestion.review_on, suggestion.rule_id, suggestion.changed_since, suggestion.opened_by,
                      suggestion.opened_at
                    from unnest(:ids) with ordinality as wanted (id, place)
                    join suggestion on suggestion.id = wanted.id
                    join project on project.id = suggestion.project_id
                    left join project original on original.id = project.variant_of
                    order by wanted.place
                    """)
                .bindArray("ids", Long.class, ids)
                .map(Rows.of(CardRow.class))
                .list());
  }

  /** By suggestion, then channel in the order of pages, the worst verdict first. */
  List<LineRow> lines(Collection<Long> ids) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select suggestion.id as suggestion_id, channel.name as channel,
                      channel.status as channel_status, package_span.version, package_facts.patches_known,
                    """
                        + UnreadPatches.COLUMNS
                        + """
                          , judged.verdict, judged.reason_code, judged.reason_text, judged.fixed_version,
                          array_agg(package_span.attribute order by package_span.attribute collate "C")
                            as attributes
                        from suggestion
                        cross join unnest(suggestion.attributes) as wanted (attribute)
                        join package_span on package_span.attribute = wanted.attribute
                          and package_span.last_snapshot is null
                        join channel on channel.id = package_span.channel_id
                        join package_facts on package_facts.id = package_span.facts_id
                        left join lateral (
                          select verdict, reason_code, reason_text, fixed_version from suggestion_verdict
                          where suggestion_verdict.suggestion_id = suggestion.id
                            and suggestion_verdict.facts_id = package_span.facts_id
                            and suggestion_verdict.attribute in ('', package_span.attribute)
                          order by suggestion_verdict.attribute desc limit 1) judged on true
                        where suggestion.id = any(:ids)
                          and package_span.attribute <> all(suggestion.removed_attributes)
                        group by suggestion.id, channel.id, channel.position, channel.name, channel.status,
                          package_span.version, package_facts.patches_known, judged.verdict,
                          judged.reason_code, judged.reason_text, judged.fixed_version
                        order by suggestion.id, channel.position,
                          array_position(array['affected', 'unknown', 'acknowledged', 'patched', 'not_affected'],
                            judged.verdict),
                          package_span.version collate "C", min(package_span.attribute collate "C")
                        """)
                .bindArray("ids", Long.class, ids)
                .map(Rows.of(LineRow.class))
                .list());
  }
}
