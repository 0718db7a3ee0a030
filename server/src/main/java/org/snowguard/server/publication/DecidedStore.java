package org.snowguard.server.publication;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.triage.DismissReason;
import org.snowguard.core.verdict.Verdict;

/** What people decided of suggestions, and which versions were seen affected. */
final class DecidedStore {

  /**
   * A package of a suggestion that a person dismissed, as it stood then: a dismissal holds for what
   * it was made on.
   */
  record DismissedPackage(
      String vulnerability,
      DismissReason reason,
      String channel,
      String attribute,
      @Nullable String version,
      Verdict verdict) {}

  /** A version that some snapshot of a channel carried and that the machine calls affected. */
  public record SeenVersion(long issueId, String attribute, String channel, String version) {}

  /** Since when a channel carries a package in the version that it has now, as far as was seen. */
  public record StandingVersion(String attribute, String channel, Instant since) {}

  private final Jdbi jdbi;

  DecidedStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  List<DismissedPackage> dismissed() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select vulnerability.public_id, suggestion.dismiss_reason, found.channel,
                      found.attribute, found.version, found.verdict
                    from suggestion
                    join vulnerability on vulnerability.id = suggestion.vulnerability_id
                    cross join jsonb_to_recordset(suggestion.decision_facts -> 'packages')
                      as found (channel text, attribute text, version text, verdict text)
                    where suggestion.state = 'dismissed' and suggestion.decided_by is not null
                      and suggestion.dismiss_reason is not null
                      and vulnerability.state = 'published'
                      and found.attribute <> all(suggestion.removed_attributes)
                    order by 1, 3, 4
                    """)
                .map(
                    (row, context) ->
                        new DismissedPackage(
                            row.getString(1),
                            DismissReason.valueOf(row.getString(2).toUpperCase(Locale.ROOT)),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5),
                            Verdict.valueOf(row.getString(6).toUpperCase(Locale.ROOT))))
                .list());
  }

  /** Of all snapshots, also those that channels have left behind. */
  List<SeenVersion> seenAffected(Collection<Long> issueIds) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select distinct issue_suggestion.issue_id, package_span.attribute,
                      channel.name as channel, package_span.version
                    from issue_suggestion
                    join suggestion on suggestion.id = issue_suggestion.suggestion_id
                    join suggestion_affected on suggestion_affected.suggestion_id = suggestion.id
                    join package_span on package_span.attribute = any(suggestion.attributes)
                      and package_span.attribute <> all(suggestion.removed_attributes)
                      and package_span.facts_id = suggestion_affected.facts_id
                      and suggestion_affected.attribute in ('', package_span.attribute)
                    join channel on channel.id = package_span.channel_id
                    where issue_suggestion.issue_id = any(:issues) and package_span.version is not null
                    """)
                .bindArray("issues", Long.class, issueIds)
                .map(ConstructorMapper.of(SeenVersion.class))
                .list());
  }

  List<StandingVersion> standing(Collection<String> attributes) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select now.attribute, channel.name as channel, min(snapshot.imported_at) as since
                    from package_span now
                    join package_span before on before.attribute = now.attribute
                      and before.channel_id = now.channel_id
                      and before.version is not distinct from now.version
                    join snapshot on snapshot.id = before.first_snapshot
                    join channel on channel.id = now.channel_id
                    where now.attribute = any(:attributes) and now.last_snapshot is null
                      -- Another version in between: the same one came anew.
                      and not exists (
                        select 1 from package_span other
                        where other.attribute = now.attribute and other.channel_id = now.channel_id
                          and other.first_snapshot > before.first_snapshot
                          and other.first_snapshot < now.first_snapshot
                          and other.version is distinct from now.version)
                    group by 1, 2
                    """)
                .bindArray("attributes", String.class, attributes)
                .map(ConstructorMapper.of(StandingVersion.class))
                .list());
  }

  /** Numbers of all issues that ever were published. */
  List<PublicIssueRow> publicIssues() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select id, public_id from issue where public_id is not null and state <>"
                        + " 'draft' order by id")
                .map(ConstructorMapper.of(PublicIssueRow.class))
                .list());
  }

  /** Another text after statuses or fixes were found out anew. */
  String stamp() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select concat_ws(' ', (select max(id) from issue_status_change),
                      (select md5(string_agg(id || opinion, ' ' order by id)) from fix
                        where opinion <> 'PROPOSED'))
                    """)
                .mapTo(String.class)
                .one());
  }

  /** An issue that the world knows. */
  public record PublicIssueRow(long id, String publicId) {}
}
