package org.snowguard.server.remediation.pull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** What links between vulnerabilities and projects are new, and which pull requests may fix it. */
final class FixChangesStore {

  private final Jdbi jdbi;
  private final String repository;

  FixChangesStore(Jdbi jdbi, String repository) {
    this.jdbi = jdbi;
    this.repository = repository;
  }

  /** Where links were looked at last. */
  record Mark(Instant changedAt, long suggestionId, Instant addedAt) {}

  Mark mark() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select changed_at, suggestion_id, added_at from fix_link_mark")
                .map(
                    (row, context) ->
                        new Mark(
                            row.getTimestamp(1).toInstant(),
                            row.getLong(2),
                            row.getTimestamp(3).toInstant()))
                .findOne()
                .orElse(new Mark(Instant.EPOCH, 0, Instant.EPOCH)));
  }

  void mark(Mark mark) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into fix_link_mark (changed_at, suggestion_id, added_at)
                    values (:changedAt, :suggestionId, :addedAt)
                    on conflict (id) do update set changed_at = excluded.changed_at,
                      suggestion_id = excluded.suggestion_id, added_at = excluded.added_at
                    """)
                .bind("changedAt", mark.changedAt())
                .bind("suggestionId", mark.suggestionId())
                .bind("addedAt", mark.addedAt())
                .execute());
  }

  /** A link that changed. */
  record Changed(long suggestion, long vulnerability, long project, Instant changedAt) {}

  /** The next links behind the mark, and before a moment, that are accepted or likely. */
  List<Changed> changedAfter(Mark mark, Instant until, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select id, vulnerability_id, project_id, machine_changed_at from suggestion
                    where (tier = 'likely' or state = 'accepted' or linked_by_hand)
                      and (machine_changed_at, id) > (:changedAt, :suggestionId)
                      and machine_changed_at < :until
                    order by machine_changed_at, id limit :limit
                    """)
                .bind("changedAt", mark.changedAt())
                .bind("suggestionId", mark.suggestionId())
                .bind("until", until)
                .bind("limit", limit)
                .map(FixChangesStore::changed)
                .list());
  }

  /** What issues took up since, and before a moment; all of one time, whatever the limit. */
  List<Changed> addedAfter(Instant addedAt, Instant until, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select suggestion.id, vulnerability_id, project_id, added_at
                    from issue_suggestion join suggestion on suggestion.id = suggestion_id
                    where added_at > :addedAt and added_at < :until
                    order by added_at fetch first :limit rows with ties
                    """)
                .bind("addedAt", addedAt)
                .bind("until", until)
                .bind("limit", limit)
                .map(FixChangesStore::changed)
                .list());
  }

  private static Changed changed(ResultSet row, StatementContext context) throws SQLException {
    return new Changed(
        row.getLong(1), row.getLong(2), row.getLong(3), row.getTimestamp(4).toInstant());
  }

  /** Pull requests that name a vulnerability, or a version of some packages. */
  List<Integer> pullsAbout(Collection<Long> vulnerabilities, Collection<String> called) {
    Set<Integer> numbers = new TreeSet<>();
    jdbi.useHandle(
        handle -> {
          List<String> ids =
              handle
                  .createQuery(
                      """
                      select public_id from vulnerability where id = any(:vulnerabilities)
                      union
                      select alias from vulnerability_alias where vulnerability_id = any(:vulnerabilities)
                      """)
                  .bindArray("vulnerabilities", Long.class, vulnerabilities)
                  .mapTo(String.class)
                  .list();
          numbers.addAll(
              handle
                  .createQuery(
                      """
                      select number from pull_request
                      where repository = :repository and vulnerability_ids && :ids::text[]
                      """)
                  .bind("repository", repository)
                  .bindArray("ids", String.class, ids)
                  .mapTo(Integer.class)
                  .list());
          numbers.addAll(
              handle
                  .createQuery(
                      """
                      select distinct named.number from pull_request_package named
                      join pull_request pull on pull.repository = named.repository
                        and pull.number = named.number
                      where named.repository = :repository and named.attribute = any(:called)
                        and (named.to_version is not null or cardinality(pull.yearless_ids) > 0)
                      """)
                  .bind("repository", repository)
                  .bindArray("called", String.class, called)
                  .mapTo(Integer.class)
                  .list());
        });
    return new ArrayList<>(numbers);
  }

  /** The packages of some projects. */
  List<String> attributesOf(Collection<Long> projects) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select attribute from project_attribute where project_id = any(:projects)")
                .bindArray("projects", Long.class, projects)
                .mapTo(String.class)
                .list());
  }
}
