package org.snowguard.server.remediation.landing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Writes where refs point, and what landed on them or left. */
final class RefStore {

  private static final String REF =
      "select id, name, encode(head, 'hex') as head, advanced_at from git_ref";

  private final Jdbi jdbi;

  RefStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** A branch or channel. */
  record Ref(int id, String name, String head, Instant advancedAt) {}

  List<Ref> all() {
    return jdbi.withHandle(
        handle -> handle.createQuery(REF + " order by name").map((row, _) -> ref(row)).list());
  }

  /** Held by this transaction until it ends. */
  Optional<Ref> lock(String name) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(REF + " where name = :name for update")
                .bind("name", name)
                .map((row, _) -> ref(row))
                .findOne());
  }

  /**
   * Adds a ref with what it has at first sight: what another one has, with a difference.
   *
   * @param like the other one, or null for one that has nothing
   */
  int add(String name, String head, Instant at, @Nullable Ref like, Difference difference) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    with other as (
                      select coalesce((select at_first_sight from git_ref where id = :like), '{}')
                        + coalesce(range_agg(int4range(commit_id, commit_id + 1))
                            filter (where left_at is null), '{}')
                        - coalesce(range_agg(int4range(commit_id, commit_id + 1))
                            filter (where left_at is not null), '{}') as commits
                      from git_landing where ref_id = :like
                    ), more as (
                      select coalesce(range_agg(int4range(id, id + 1)), '{}') as commits
                      from git_commit where hash = any(:more)
                    ), less as (
                      select coalesce(range_agg(int4range(id, id + 1)), '{}') as commits
                      from git_commit where hash = any(:less)
                    )
                    insert into git_ref (name, head, first_seen_at, advanced_at, at_first_sight)
                    select :name, :head, :at, :at, other.commits - less.commits + more.commits
                    from other, more, less
                    returning id
                    """)
                .bind("name", name)
                .bind("head", CommitStore.bytes(head))
                .bind("at", at)
                .bind("like", like == null ? null : like.id())
                .bindArray("more", byte[].class, bytes(difference.more()))
                .bindArray("less", byte[].class, bytes(difference.less()))
                .mapTo(int.class)
                .one());
  }

  /** What one has beside what another one has, and the other way round. */
  record Difference(List<String> more, List<String> less) {
    Difference {
      more = List.copyOf(more);
      less = List.copyOf(less);
    }
  }

  /** What a ref has now according to what is stored, against what it should have. */
  Difference against(int ref, List<String> wanted) {
    return jdbi.withHandle(
        handle -> {
          List<byte[]> hashes = bytes(wanted);
          List<String> more =
              handle
                  .createQuery(
                      PRESENT
                          + """
                          select encode(hash, 'hex') from git_commit
                          where hash = any(:wanted) and id not in (select id from present) order by id
                          """)
                  .bind("ref", ref)
                  .bindArray("wanted", byte[].class, hashes)
                  .mapTo(String.class)
                  .list();
          List<String> less =
              handle
                  .createQuery(
                      PRESENT
                          + """
                          , wanted as (select id from git_commit where hash = any(:wanted))
                          select encode(hash, 'hex') from present join git_commit using (id)
                          where id not in (select id from wanted) order by id
                          """)
                  .bind("ref", ref)
                  .bindArray("wanted", byte[].class, hashes)
                  .mapTo(String.class)
                  .list();
          return new Difference(more, less);
        });
  }

  private static final String PRESENT =
      """
      with present as (
        select git_commit.id from git_ref, git_commit
        left join git_landing on commit_id = git_commit.id and ref_id = :ref
        where git_ref.id = :ref
          and case when commit_id is null then at_first_sight @> git_commit.id
            else left_at is null end
      )
      """;

  /** Gives the numbers of the commits, of which every one has to be stored. */
  List<Integer> land(int ref, List<String> commits, Instant at) {
    return change(
        commits,
        ref,
        at,
        """
        insert into git_landing (commit_id, ref_id, seen_at)
        select id, :ref, :at from git_commit where hash = any(:commits)
        on conflict (commit_id, ref_id) do update set left_at = null
        returning commit_id
        """);
  }

  List<Integer> leave(int ref, List<String> commits, Instant at) {
    return change(
        commits,
        ref,
        at,
        """
        insert into git_landing (commit_id, ref_id, left_at)
        select id, :ref, :at from git_commit where hash = any(:commits)
        on conflict (commit_id, ref_id) do update set left_at = excluded.left_at
        returning commit_id
        """);
  }

  private List<Integer> change(List<String> commits, int ref, Instant at, String statement) {
    List<Integer> ids =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(statement)
                    .bind("ref", ref)
                    .bind("at", at)
                    .bindArray("commits", byte[].class, bytes(commits))
                    .mapTo(Integer.class)
                    .list());
    if (ids.size() != commits.size()) {
      throw new IllegalStateException(
          "of %,d commits that landed only %,d are stored".formatted(commits.size(), ids.size()));
    }
    return ids;
  }

  void move(int ref, String to, Instant at) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate("update git_ref set head = :to, advanced_at = :at where id = :ref")
                .bind("ref", ref)
                .bind("to", CommitStore.bytes(to))
                .bind("at", at)
                .execute());
  }

  private static Ref ref(ResultSet row) throws SQLException {
    return new Ref(
        row.getInt("id"),
        row.getString("name"),
        row.getString("head"),
        row.getTimestamp("advanced_at").toInstant());
  }

  private static List<byte[]> bytes(List<String> commits) {
    return commits.stream().map(CommitStore::bytes).toList();
  }
}
