package org.snowguard.server.publication.api;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.publication.api.FlawForm.FindingForm;

/** Lists of everything that is public. */
final class CatalogueStore {

  /** Where a vulnerability stands in the order of changes. */
  public record FlawPlace(long id, Instant changedAt) {}

  /** A package with its project. */
  public record PackageItem(String attribute, String project) {}

  /** A suggestion without its verdicts. */
  public record LinkRow(
      long id,
      String vulnerability,
      String project,
      String state,
      @Nullable String dismissReason,
      @Nullable String tier,
      boolean linkedByHand) {}

  /** A verdict with the suggestion that it belongs to. */
  private record Found(long suggestion, FindingForm finding) {}

  /**
   * What a draft holds is nobody's business: its suggestions stand where the machine puts them, as
   * if nobody had decided.
   */
  private static final String STATE =
      """
      case when suggestion.state <> 'accepted' or exists (
          select 1 from issue_suggestion join issue on issue.id = issue_suggestion.issue_id
          where issue_suggestion.suggestion_id = suggestion.id and issue.public_id is not null)
        then suggestion.state
        when suggestion.linked_by_hand then 'pending'
        when suggestion.machine_digest is null then 'withdrawn'
        when suggestion.placement = 'backlog' and suggestion.taken_from_backlog then 'pending'
        else coalesce(suggestion.placement, 'pending') end
      """;

  /** Weak ones and those that are no longer made are left out. */
  private static final String IS_TOLD = STATE + " not in ('withdrawn', 'weak') ";

  private static final String LINK =
      """
      select suggestion.id, vulnerability.public_id as vulnerability, project.slug as project,
        %s as state, suggestion.dismiss_reason, suggestion.tier, suggestion.linked_by_hand
      from suggestion
      join vulnerability on vulnerability.id = suggestion.vulnerability_id
      join project on project.id = suggestion.project_id
      where %s and
      """
          .formatted(STATE, IS_TOLD);

  private final Jdbi jdbi;

  CatalogueStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  List<FlawPlace> flaws(
      @Nullable Instant since, @Nullable Instant afterAt, long afterId, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select id, coalesce(changed_at, substance_changed_at) as changed_at
                    from vulnerability
                    where (:since::timestamptz is null
                        or coalesce(changed_at, substance_changed_at) >= :since)
                      and (:at::timestamptz is null
                        or (coalesce(changed_at, substance_changed_at), id) > (:at::timestamptz, :id))
                    order by coalesce(changed_at, substance_changed_at), id limit :limit
                    """)
                .bind("since", since)
                .bind("at", afterAt)
                .bind("id", afterId)
                .bind("limit", limit)
                .map(ConstructorMapper.of(FlawPlace.class))
                .list());
  }

  long countFlaws(@Nullable Instant since) {
    return count(
        "select count(*) from vulnerability where (:since::timestamptz is null or"
            + " coalesce(changed_at, substance_changed_at) >= :since)",
        since);
  }

  /** When its record, or what is known of its exploitation, last changed. */
  Instant changedAt(long vulnerabilityId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select coalesce(changed_at, substance_changed_at) from vulnerability where id"
                        + " = :id")
                .bind("id", vulnerabilityId)
                .mapTo(Instant.class)
                .one());
  }

  private long count(String sql, @Nullable Instant since) {
    return jdbi.withHandle(
        handle -> handle.createQuery(sql).bind("since", since).mapTo(long.class).one());
  }

  /** Whether the matcher has come to its last change. */
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

  /** Packages that stand in some channel now, by attribute. */
  List<PackageItem> packages(@Nullable String after, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select project_attribute.attribute, project.slug as project
                    from project_attribute join project on project.id = project_attribute.project_id
                    where (:after::text is null or project_attribute.attribute collate "C" > :after)
                    order by project_attribute.attribute collate "C" limit :limit
                    """)
                .bind("after", after)
                .bind("limit", limit)
                .map(ConstructorMapper.of(PackageItem.class))
                .list());
  }

  long countPackages() {
    return jdbi.withHandle(
        handle ->
            handle.createQuery("select count(*) from project_attribute").mapTo(long.class).one());
  }

  /** Numbers of projects, by slug. */
  List<Long> projects(@Nullable String after, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select id from project where (:after::text is null or slug collate "C" > :after)
                    order by slug collate "C" limit :limit
                    """)
                .bind("after", after)
                .bind("limit", limit)
                .mapTo(long.class)
                .list());
  }

  long countProjects() {
    return jdbi.withHandle(
        handle -> handle.createQuery("select count(*) from project").mapTo(long.class).one());
  }

  List<LinkRow> linksOfFlaw(long vulnerabilityId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    LINK + " suggestion.vulnerability_id = :id order by project.slug collate \"C\"")
                .bind("id", vulnerabilityId)
                .map(ConstructorMapper.of(LinkRow.class))
                .list());
  }

  /** Links of a project that speak of a package, the oldest first. */
  List<LinkRow> linksOfPackage(String attribute, long afterId, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    LINK
                        + """
                         suggestion.project_id =
                            (select project_id from project_attribute where attribute = :attribute)
                          and :attribute = any(suggestion.attributes)
                          and :attribute <> all(suggestion.removed_attributes)
                          and suggestion.id > :id
                        order by suggestion.id limit :limit
                        """)
                .bind("attribute", attribute)
                .bind("id", afterId)
                .bind("limit", limit)
                .map(ConstructorMapper.of(LinkRow.class))
                .list());
  }

  long countLinksOfPackage(String attribute) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select count(*) from suggestion where "
                        + IS_TOLD
                        + """
                        and suggestion.project_id =
                            (select project_id from project_attribute where attribute = :attribute)
                          and :attribute = any(suggestion.attributes)
                          and :attribute <> all(suggestion.removed_attributes)
                        """)
                .bind("attribute", attribute)
                .mapTo(long.class)
                .one());
  }

  /** By suggestion, in the order of channels and packages. */
  Map<Long, List<FindingForm>> findings(Collection<Long> suggestions) {
    return jdbi
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        select suggestion.id, channel.name, channel.status <> 'end_of_life',
                          package_span.attribute, package_span.version, judged.verdict,
                          judged.reason_code, judged.reason_text, package_facts.patches_known
                        from suggestion
                        cross join unnest(suggestion.attributes) as named (attribute)
                        join package_span on package_span.attribute = named.attribute
                          and package_span.last_snapshot is null
                          and package_span.attribute <> all(suggestion.removed_attributes)
                        join channel on channel.id = package_span.channel_id
                        join package_facts on package_facts.id = package_span.facts_id
                        cross join lateral (
                          select verdict, reason_code, reason_text from suggestion_verdict
                          where suggestion_verdict.suggestion_id = suggestion.id
                            and suggestion_verdict.facts_id = package_span.facts_id
                            and suggestion_verdict.attribute in ('', package_span.attribute)
                          order by suggestion_verdict.attribute desc limit 1) judged
                        where suggestion.id = any(:ids)
                        order by suggestion.id, channel.position, package_span.attribute collate "C"
                        """)
                    .bindArray("ids", Long.class, suggestions)
                    .map(
                        (row, context) ->
                            new Found(
                                row.getLong(1),
                                new FindingForm(
                                    row.getString(2),
                                    row.getBoolean(3),
                                    row.getString(4),
                                    row.getString(5),
                                    row.getString(6),
                                    row.getString(7),
                                    row.getString(8),
                                    row.getBoolean(9))))
                    .list())
        .stream()
        .collect(
            Collectors.groupingBy(
                Found::suggestion, Collectors.mapping(Found::finding, Collectors.toList())));
  }
}
