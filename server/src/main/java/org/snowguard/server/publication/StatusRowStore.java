package org.snowguard.server.publication;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.web.Cursor;

/** How packages of public issues stand. */
final class StatusRowStore {

  private static final String COLUMNS =
      "issue, vulnerability, attribute, channel, supported, version, status, reason_code,"
          + " reason_text, since, changed_at";

  private final Jdbi jdbi;

  StatusRowStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Makes the rows of an issue these; rows that say the same stay as they are. */
  void replace(String issue, Collection<StatusLine> lines, Instant now) {
    jdbi.useHandle(
        handle -> {
          handle
              .createUpdate(
                  """
                  delete from publication_status where issue = :issue
                    and (vulnerability, attribute, channel) not in (
                      select * from unnest(:vulnerabilities, :attributes, :channels))
                  """)
              .bind("issue", issue)
              .bindArray(
                  "vulnerabilities",
                  String.class,
                  lines.stream().map(StatusRowStore::vulnerability).toList())
              .bindArray(
                  "attributes", String.class, lines.stream().map(StatusLine::attribute).toList())
              .bindArray("channels", String.class, lines.stream().map(StatusLine::channel).toList())
              .execute();
          PreparedBatch batch =
              handle.prepareBatch(
                  """
                  insert into publication_status (issue, vulnerability, attribute, channel, supported,
                    version, status, reason_code, reason_text, since, changed_at)
                  values (:issue, :vulnerability, :attribute, :channel, :supported, :version, :status,
                    :code, :text, coalesce(:since::timestamptz, :now), :now)
                  on conflict (issue, vulnerability, attribute, channel) do update set
                    supported = excluded.supported, version = excluded.version,
                    status = excluded.status, reason_code = excluded.reason_code,
                    reason_text = excluded.reason_text, changed_at = excluded.changed_at,
                    since = case when :since::timestamptz is null
                        and publication_status.status = excluded.status
                      then publication_status.since else excluded.since end
                  where (publication_status.supported, publication_status.version,
                      publication_status.status, publication_status.reason_code,
                      publication_status.reason_text,
                      coalesce(:since::timestamptz, publication_status.since))
                    is distinct from (excluded.supported, excluded.version, excluded.status,
                      excluded.reason_code, excluded.reason_text, publication_status.since)
                  """);
          for (StatusLine line : lines) {
            batch
                .bind("issue", issue)
                .bind("vulnerability", vulnerability(line))
                .bind("attribute", line.attribute())
                .bind("channel", line.channel())
                .bind("supported", line.supported())
                .bind("version", line.version())
                .bind("status", line.status())
                .bind("code", line.reasonCode())
                .bind("text", line.reason())
                .bind("since", line.since())
                .bind("now", now)
                .add();
          }
          if (batch.size() > 0) {
            batch.execute();
          }
        });
  }

  private static String vulnerability(StatusLine line) {
    return Objects.toString(line.vulnerability(), "");
  }

  /** The longest unchanged first. */
  List<PublicStatus> changedSince(
      @Nullable Instant since, @Nullable String channel, @Nullable Cursor after, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select "
                        + COLUMNS
                        + """
                         from publication_status
                        where (:since::timestamptz is null or changed_at >= :since)
                          and (:channel::text is null or channel = :channel)
                          and (:at::timestamptz is null
                            or (changed_at, issue collate "C", vulnerability collate "C",
                              attribute collate "C", channel collate "C")
                              > (:at::timestamptz, :issue collate "C", :vulnerability collate "C",
                                :attribute collate "C", :place collate "C"))
                        order by changed_at, issue collate "C", vulnerability collate "C",
                          attribute collate "C", channel collate "C" limit :limit
                        """)
                .bind("since", since)
                .bind("channel", channel)
                .bind("at", after == null ? null : after.moment(0))
                .bind("issue", after == null ? "" : after.text(1))
                .bind("vulnerability", after == null ? "" : after.text(2))
                .bind("attribute", after == null ? "" : after.text(3))
                .bind("place", after == null ? "" : after.text(4))
                .bind("limit", limit)
                .map(ConstructorMapper.of(PublicStatus.class))
                .list());
  }

  long count(@Nullable Instant since, @Nullable String channel) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select count(*) from publication_status
                    where (:since::timestamptz is null or changed_at >= :since)
                      and (:channel::text is null or channel = :channel)
                    """)
                .bind("since", since)
                .bind("channel", channel)
                .mapTo(long.class)
                .one());
  }

  List<PublicStatus> ofAttributes(Collection<String> attributes) {
    return where("attribute = any(:values)", attributes);
  }

  List<PublicStatus> ofVulnerability(String id) {
    return where("vulnerability = any(:values)", List.of(id));
  }

  private List<PublicStatus> where(String condition, Collection<String> values) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select "
                        + COLUMNS
                        + " from publication_status where "
                        + condition
                        + " order by vulnerability, attribute, channel, issue")
                .bindArray("values", String.class, values)
                .map(ConstructorMapper.of(PublicStatus.class))
                .list());
  }
}
