package org.snowguard.server.remediation.landing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Query;
import org.snowguard.core.landing.Reverts;

/** Marks what is reverted on a ref. */
final class RevertStore {

  /** Every change that some commit takes back or that takes one back. */
  private static final String ALL =
      """
      with touched as (
        select coalesce(target.root, reverted) as change
        from git_revert left join git_commit target on target.hash = reverted
        union
        select coalesce(root, hash) from git_revert join git_commit on git_commit.id = commit_id
      )
      """;

  /** The changes of some commits, those that they take back, those that take them back, and on. */
  private static final String OF_COMMITS =
      """
      with recursive touched as (
        select coalesce(root, hash) as change from git_commit where id = any(:ids)
        union
        select further.change from touched cross join lateral (
          select coalesce(target.root, reverted) as change
          from git_commit member
          join git_revert on git_revert.commit_id = member.id
          left join git_commit target on target.hash = reverted
          where member.hash = touched.change or member.root = touched.change
          union all
          select coalesce(reverting.root, reverting.hash)
          from git_revert join git_commit reverting on reverting.id = git_revert.commit_id
          where reverted = touched.change
            or reverted in (select hash from git_commit where root = touched.change)
        ) further
      )
      """;

  private static final String PRESENT =
      """
      select twin.id, encode(twin.hash, 'hex') as hash, encode(change, 'hex') as change
      from touched join git_commit twin on twin.hash = change or twin.root = change
      cross join git_ref
      left join git_landing on git_landing.commit_id = twin.id and ref_id = git_ref.id
      where git_ref.id = :ref
        and case when git_landing.commit_id is null then at_first_sight @> twin.id
          else left_at is null end
      """;

  private static final String REVERTING =
      """
      select commit_id as id, encode(reverted, 'hex') as reverted, encode(change, 'hex') as change
      from git_revert
      left join git_commit target on target.hash = reverted
      join touched on change = coalesce(target.root, reverted)
      """;

  private final Jdbi jdbi;

  RevertStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** After a ref was seen for the first time. */
  void markAll(int ref) {
    jdbi.useHandle(handle -> mark(handle, ref, query -> handle.createQuery(ALL + query)));
  }

  /** After commits landed on a ref or left it. */
  void mark(int ref, List<Integer> commits) {
    jdbi.useHandle(
        handle ->
            mark(
                handle,
                ref,
                query ->
                    handle
                        .createQuery(OF_COMMITS + query)
                        .bindArray("ids", Integer.class, commits)));
  }

  private static void mark(Handle handle, int ref, Function<String, Query> onTouched) {
    List<Reverts.Present> present =
        onTouched
            .apply(PRESENT)
            .bind("ref", ref)
            .map(ConstructorMapper.of(Reverts.Present.class))
            .list();
    List<Reverts.Reverting> reverting =
        onTouched.apply(REVERTING).map(ConstructorMapper.of(Reverts.Reverting.class)).list();
    store(handle, ref, present, Reverts.of(present, reverting));
  }

  private static void store(
      Handle handle, int ref, List<Reverts.Present> present, Map<Integer, Integer> reverted) {
    List<Integer> standing = new ArrayList<>();
    present.stream()
        .map(Reverts.Present::id)
        .filter(id -> !reverted.containsKey(id))
        .forEach(standing::add);
    handle
        .createUpdate(
            """
            update git_landing set reverted_at = null, reverted_by = null
            where ref_id = :ref and commit_id = any(:standing) and reverted_at is not null
            """)
        .bind("ref", ref)
        .bindArray("standing", Integer.class, standing)
        .execute();
    List<Map.Entry<Integer, Integer>> pairs = List.copyOf(reverted.entrySet());
    handle
        .createUpdate(
            """
            insert into git_landing as known (commit_id, ref_id, reverted_at, reverted_by)
            select pair.commit_id, :ref, coalesce(arrival.seen_at, git_ref.first_seen_at), by
            from unnest(:commits, :by) as pair (commit_id, by)
            join git_ref on git_ref.id = :ref
            left join git_landing arrival on arrival.commit_id = by and arrival.ref_id = :ref
            on conflict (commit_id, ref_id) do update
              set reverted_at = excluded.reverted_at, reverted_by = excluded.reverted_by
            where known.reverted_by is distinct from excluded.reverted_by
            """)
        .bind("ref", ref)
        .bindArray("commits", Integer.class, pairs.stream().map(Map.Entry::getKey).toList())
        .bindArray("by", Integer.class, pairs.stream().map(Map.Entry::getValue).toList())
        .execute();
  }
}
