package org.snowguard.server.remediation.pull;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.pull.VersionMove;

/** Pull requests with the packages that their titles name. */
final class PullStore {

  /** Of a query on {@code pull_request}; {@link #pull} reads them. */
  static final String COLUMNS =
      """
      pull_request.number, pull_request.title, pull_request.state, pull_request.base,
      pull_request.merge_commit, pull_request.labels, pull_request.vulnerability_ids,
      pull_request.backport_of, pull_request.created_at, pull_request.updated_at,
      pull_request.merged_at, pull_request.url,
      (select array_agg(array[named.attribute, named.from_version, named.to_version]
          order by named.position)
        from pull_request_package named
        where named.repository = pull_request.repository
          and named.number = pull_request.number) as packages
      """;

  /** Of PostgreSQL's advisory locks: shared by whoever links pull requests. */
  private static final long SIGHTINGS = 0x5AFE_0F17L;

  private final Jdbi jdbi;
  private final String repository;

  PullStore(Jdbi jdbi, String repository) {
    this.jdbi = jdbi;
    this.repository = repository;
  }

  Optional<PullRequest> find(int number) {
    return byNumbers(List.of(number)).stream().findFirst();
  }

  List<PullRequest> byNumbers(Collection<Integer> numbers) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select "
                        + COLUMNS
                        + """
                        from pull_request
                        where repository = :repository and number = any(:numbers) order by number
                        """)
                .bind("repository", repository)
                .bindArray("numbers", Integer.class, numbers)
                .map((row, context) -> pull(row))
                .list());
  }

  /** The backports of some pull requests, closed ones too. */
  List<PullRequest> backportsOf(Collection<Integer> numbers) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select "
                        + COLUMNS
                        + """
                        from pull_request
                        where repository = :repository and backport_of = any(:numbers) order by number
                        """)
                .bind("repository", repository)
                .bindArray("numbers", Integer.class, numbers)
                .map((row, context) -> pull(row))
                .list());
  }

  static PullRequest pull(ResultSet row) throws SQLException {
    List<VersionMove> moves = new ArrayList<>();
    Set<String> attributes = new LinkedHashSet<>();
    Array packages = row.getArray("packages");
    if (packages != null) {
      for (String[] named : (String[][]) packages.getArray()) {
        attributes.add(named[0]);
        if (named[2] != null) {
          moves.add(new VersionMove(named[0], named[1], named[2]));
        }
      }
    }
    return new PullRequest(
        row.getInt("number"),
        row.getString("title"),
        PullState.valueOf(row.getString("state")),
        row.getString("base"),
        row.getString("merge_commit"),
        texts(row, "labels"),
        texts(row, "vulnerability_ids"),
        List.copyOf(attributes),
        moves,
        row.getObject("backport_of", Integer.class),
        Objects.requireNonNull(instant(row, "created_at")),
        Objects.requireNonNull(instant(row, "updated_at")),
        instant(row, "merged_at"),
        row.getString("url"));
  }

  private static Set<String> texts(ResultSet row, String column) throws SQLException {
    return new TreeSet<>(List.of((String[]) row.getArray(column).getArray()));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp time = row.getTimestamp(column);
    return time == null ? null : time.toInstant();
  }

  /**
   * Holds some pull requests until the end of the transaction: they and what they bring to
   * releases, in the order of their numbers, so that nobody waits for another in a circle. Who
   * links a pull request holds its original, and so all that is brought of that.
   */
  void lock(Collection<Integer> numbers) {
    jdbi.useHandle(
        handle -> {
          handle.execute("select pg_advisory_xact_lock_shared(?)", SIGHTINGS);
          handle
              .createQuery(
                  """
                  with recursive line (number, backport_of) as (
                    select number, backport_of from pull_request
                    where repository = :repository and number = any(:numbers)
                    union
                    select original.number, original.backport_of
                    from line join pull_request original
                      on original.repository = :repository and original.number = line.backport_of)
                  select number from pull_request
                  where repository = :repository and number in (select number from line)
                  order by number for no key update of pull_request
                  """)
              .bind("repository", repository)
              .bindArray("numbers", Integer.class, numbers)
              .mapTo(Integer.class)
              .list();
        });
  }

  /**
   * Waits for all who took states of pull requests until now, and may have read links that were
   * there before; who begins later reads what is committed now.
   */
  void waitForSightings() {
    jdbi.useHandle(handle -> handle.execute("select pg_advisory_xact_lock(?)", SIGHTINGS));
  }

  /**
   * Stores how one stands, unless that is older than what is stored.
   *
   * @param isAsked whether GitHub was asked, which counts before what it told by itself in the same
   *     second, and brings the files
   */
  boolean put(ReadPull pull, boolean isAsked) {
    return jdbi.withHandle(
        handle -> {
          boolean isNewer = putRow(handle, pull, isAsked);
          if (isNewer) {
            putPackages(handle, pull);
          }
          return isNewer;
        });
  }

  private boolean putRow(Handle handle, ReadPull pull, boolean isAsked) {
    return handle
            .createUpdate(
                """
                insert into pull_request as stored (repository, number, title, state, author_id, head,
                  base, merge_commit, labels, vulnerability_ids, patch_ids, yearless_ids, backport_of,
                  created_at, updated_at, merged_at, url, asked)
                values (:repository, :number, :title, :state, :authorId, :head, :base, :mergeCommit,
                  :labels, :ids, :patchIds, :yearlessIds, :backportOf, :createdAt, :updatedAt,
                  :mergedAt, :url, :asked)
                on conflict (repository, number) do update set
                  title = excluded.title, state = excluded.state, author_id = excluded.author_id,
                  head = excluded.head, base = excluded.base, merge_commit = excluded.merge_commit,
                  labels = excluded.labels,
                  vulnerability_ids = case when excluded.asked then excluded.vulnerability_ids
                    else array(select distinct named from
                      unnest(excluded.vulnerability_ids || stored.patch_ids) as named order by 1) end,
                  patch_ids = case when excluded.asked then excluded.patch_ids
                    else stored.patch_ids end,
                  yearless_ids = excluded.yearless_ids, backport_of = excluded.backport_of,
                  updated_at = excluded.updated_at, merged_at = excluded.merged_at,
                  url = excluded.url, asked = excluded.asked
                where stored.updated_at < excluded.updated_at
                  or (stored.updated_at = excluded.updated_at and excluded.asked >= stored.asked)
                """)
            .bind("repository", repository)
            .bind("number", pull.number())
            .bind("title", pull.title())
            .bind("state", pull.state().name())
            .bind("authorId", pull.authorId())
            .bind("head", pull.head())
            .bind("base", pull.base())
            .bind("mergeCommit", pull.mergeCommit())
            .bindArray("labels", String.class, pull.labels())
            .bindArray("ids", String.class, pull.ids())
            .bindArray("patchIds", String.class, pull.patchIds())
            .bindArray("yearlessIds", String.class, pull.yearlessIds())
            .bind("backportOf", pull.backportOf())
            .bind("createdAt", pull.createdAt())
            .bind("updatedAt", pull.updatedAt())
            .bind("mergedAt", pull.mergedAt())
            .bind("url", pull.url())
            .bind("asked", isAsked)
            .execute()
        > 0;
  }

  private void putPackages(Handle handle, ReadPull pull) {
    handle
        .createUpdate(
            "delete from pull_request_package where repository = :repository and number ="
                + " :number")
        .bind("repository", repository)
        .bind("number", pull.number())
        .execute();
    PreparedBatch batch =
        handle.prepareBatch(
            """
            insert into pull_request_package (repository, number, position, attribute,
              from_version, to_version)
            values (:repository, :number, :position, :attribute, :from, :to)
            """);
    int position = 0;
    for (ReadPull.Named named : pull.packages()) {
      batch
          .bind("repository", repository)
          .bind("number", pull.number())
          .bind("position", position++)
          .bind("attribute", named.attribute())
          .bind("from", named.from())
          .bind("to", named.to())
          .add();
    }
    if (position > 0) {
      batch.execute();
    }
  }
}
