package org.snowguard.server.browse;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.match.Evidence;
import org.snowguard.server.nixpkgs.UnreadPatches;
import org.snowguard.server.web.Cursor;
import org.snowguard.server.web.Rows;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Suggestions with their verdicts, for reading. */
final class LinkStore {

  private static final TypeReference<List<Evidence>> EVIDENCE = new TypeReference<>() {};

  private static final String LINK =
      """
      select suggestion.id, suggestion.vulnerability_id, vulnerability.public_id, project.slug,
        suggestion.state, suggestion.tier, suggestion.probability, suggestion.evidence::text as evidence,
        suggestion.against::text as against, suggestion.linked_by_hand, suggestion.removed_attributes,
        suggestion.dismiss_reason, suggestion.decided_by, suggestion.decided_at,
        suggestion.snoozed_until, suggestion.review_on, suggestion.changed_since, suggestion.rank
      from suggestion
      join vulnerability on vulnerability.id = suggestion.vulnerability_id
      join project on project.id = suggestion.project_id
      """;

  private static final String FINDING =
      """
      select suggestion.id as suggestion_id, channel.name as channel,
        channel.status <> 'end_of_life' as supported, package_span.attribute, package_span.version,
        judged.verdict, judged.reason_code, judged.reason_text, judged.pointer,
        package_facts.patches_known,
      """
          + UnreadPatches.COLUMNS
          + """
          from suggestion
          cross join unnest(suggestion.attributes) as named (attribute)
          join package_span on package_span.attribute = named.attribute and package_span.last_snapshot is null
          join channel on channel.id = package_span.channel_id
          join package_facts on package_facts.id = package_span.facts_id
          cross join lateral (
            select verdict, reason_code, reason_text, pointer from suggestion_verdict
            where suggestion_verdict.suggestion_id = suggestion.id
              and suggestion_verdict.facts_id = package_span.facts_id
              and suggestion_verdict.attribute in ('', package_span.attribute)
            order by suggestion_verdict.attribute desc limit 1) judged
          """;

  private final Jdbi jdbi;
  private final JsonMapper json;

  LinkStore(Jdbi jdbi, JsonMapper json) {
    this.jdbi = jdbi;
    this.json = json;
  }

  /** All of a vulnerability, the surest first. */
  List<Link> ofVulnerability(long vulnerabilityId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    LINK
                        + """
                         where suggestion.vulnerability_id = :vulnerability
                        order by suggestion.probability desc nulls first, project.slug
                        """)
                .bind("vulnerability", vulnerabilityId)
                .map((row, context) -> link(row))
                .list());
  }

  /** One state's links of a project, in the queue's order. */
  List<Link> ofProject(long projectId, String state, @Nullable Cursor after, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    LINK
                        + """
                         where suggestion.project_id = :project and suggestion.state = :state
                          and (:rank::bigint is null
                            or suggestion.rank < :rank or (suggestion.rank = :rank and suggestion.id > :id))
                        order by suggestion.rank desc, suggestion.id limit :limit
                        """)
                .bind("project", projectId)
                .bind("state", state)
                .bind("rank", after == null ? null : after.number(0))
                .bind("id", after == null ? null : after.number(1))
                .bind("limit", limit)
                .map((row, context) -> link(row))
                .list());
  }

  /** Whether the matcher has come to the vulnerability's last change, and need not look again. */
  boolean isMatched(long vulnerabilityId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select exists (
                      select 1 from vulnerability join stage_watermark on stage_watermark.stage = 'matching'
                      where vulnerability.id = :id and vulnerability.change <= stage_watermark.change
                        and not exists (
                          select 1 from matching_due where vulnerability_id = vulnerability.id))
                    """)
                .bind("id", vulnerabilityId)
                .mapTo(boolean.class)
                .one());
  }

  Map<String, Long> countsOfProject(long projectId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select state, count(*) from suggestion where project_id = :project group by"
                        + " state")
                .bind("project", projectId)
                .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  List<Link> byIds(Collection<Long> ids) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    LINK
                        + " where suggestion.id = any(:ids) order by suggestion.rank desc,"
                        + " suggestion.id")
                .bindArray("ids", Long.class, ids)
                .map((row, context) -> link(row))
                .list());
  }

  /** How the packages of some links stand now, by channel order, then attribute. */
  List<PackageFinding> findings(Collection<Long> suggestionIds) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    FINDING
                        + """
                         where suggestion.id = any(:ids)
                        order by suggestion.id, channel.position, package_span.attribute collate "C"
                        """)
                .bindArray("ids", Long.class, suggestionIds)
                .map(Rows.of(PackageFinding.class))
                .list());
  }

  private Link link(ResultSet row) throws SQLException {
    return new Link(
        row.getLong("id"),
        row.getLong("vulnerability_id"),
        row.getString("public_id"),
        row.getString("slug"),
        row.getString("state"),
        row.getString("tier"),
        row.getObject("probability", Double.class),
        json.readValue(row.getString("evidence"), EVIDENCE),
        json.readValue(row.getString("against"), EVIDENCE),
        row.getBoolean("linked_by_hand"),
        List.of((String[]) row.getArray("removed_attributes").getArray()),
        row.getString("dismiss_reason"),
        row.getObject("decided_by", Long.class),
        instant(row, "decided_at"),
        row.getObject("snoozed_until", LocalDate.class),
        row.getObject("review_on", LocalDate.class),
        row.getString("changed_since"),
        row.getLong("rank"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
