package org.snowguard.server.remediation.landing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.landing.CommitGraph;
import org.snowguard.server.remediation.git.LoggedCommit;

/** Writes the commits themselves, and what their messages say of each other. */
final class CommitStore {

  /** Of the process that writes; one at a time in the whole database. */
  private static final int LOCK = 0x6c616e64;

  private static final int LONGEST_CHAIN = 50;
  private static final int HEX = 40;

  private final Jdbi jdbi;

  CommitStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** A commit and the number that it gets unless it has one. */
  record Numbered(int id, LoggedCommit commit) {}

  /** A commit that says that it takes back another one, which it names in short. */
  record ShortRevert(String commit, String prefix) {}

  /** Keeps other nodes from writing until the transaction ends; gives the highest number. */
  int lock() {
    return jdbi.withHandle(
        handle -> {
          handle.execute("select pg_advisory_xact_lock(?)", LOCK);
          return handle
              .createQuery("select coalesce(max(id), 0) from git_commit")
              .mapTo(int.class)
              .one();
        });
  }

  /** Adds those that are not there yet; gives how many. */
  int add(List<Numbered> commits) {
    return jdbi.withHandle(
        handle -> {
          List<byte[]> hashes =
              commits.stream().map(each -> bytes(each.commit().commit())).toList();
          List<byte[]> originals = new ArrayList<>();
          commits.forEach(each -> originals.add(bytesOrNull(each.commit().message().original())));
          List<Integer> pulls = new ArrayList<>();
          commits.forEach(each -> pulls.add(each.commit().message().pullRequest()));
          int added =
              handle
                  .createUpdate(
                      """
                      insert into git_commit (id, hash, original, root, pull_request, authored_at,
                        committed_at, subject)
                      select id, hash, original, original, pull_request, to_timestamp(authored),
                        to_timestamp(committed), subject
                      from unnest(:ids, :hashes, :originals, :pulls, :authored, :committed, :subjects)
                        as new (id, hash, original, pull_request, authored, committed, subject)
                      on conflict (hash) do nothing
                      """)
                  .bindArray("ids", Integer.class, commits.stream().map(Numbered::id).toList())
                  .bindArray("hashes", byte[].class, hashes)
                  .bindArray("originals", byte[].class, originals)
                  .bindArray("pulls", Integer.class, pulls)
                  .bindArray(
                      "authored",
                      Long.class,
                      commits.stream()
                          .map(each -> each.commit().authoredAt().getEpochSecond())
                          .toList())
                  .bindArray(
                      "committed",
                      Long.class,
                      commits.stream()
                          .map(each -> each.commit().committedAt().getEpochSecond())
                          .toList())
                  .bindArray(
                      "subjects",
                      String.class,
                      commits.stream().map(each -> each.commit().message().subject()).toList())
                  .execute();
          addReverts(handle, commits);
          return added;
        });
  }

  private static void addReverts(Handle handle, List<Numbered> commits) {
    List<byte[]> reverting = new ArrayList<>();
    List<byte[]> reverted = new ArrayList<>();
    for (Numbered each : commits) {
      for (String hash : whole(each.commit().message().reverts())) {
        reverting.add(bytes(each.commit().commit()));
        reverted.add(bytes(hash));
      }
    }
    if (!reverting.isEmpty()) {
      handle
          .createUpdate(
              """
              insert into git_revert (commit_id, reverted)
              select git_commit.id, new.reverted from unnest(:reverting, :reverted) as new (hash, reverted)
              join git_commit using (hash)
              on conflict do nothing
              """)
          .bindArray("reverting", byte[].class, reverting)
          .bindArray("reverted", byte[].class, reverted)
          .execute();
    }
  }

  private static List<String> whole(List<String> hashes) {
    return hashes.stream().filter(hash -> hash.length() == HEX).toList();
  }

  /**
   * Once all commits are stored: takes an abbreviated hash for the only commit before the one that
   * names it which begins so. Where there are several, or none, nothing is taken back.
   */
  void addShortReverts(List<ShortRevert> reverts) {
    if (reverts.isEmpty()) {
      return;
    }
    List<byte[]> reverting = reverts.stream().map(each -> bytes(each.commit())).toList();
    List<byte[]> first = reverts.stream().map(each -> filled(each.prefix(), "0")).toList();
    List<byte[]> last = reverts.stream().map(each -> filled(each.prefix(), "f")).toList();
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into git_revert (commit_id, reverted)
                    select reverting.id, found.hashes[1]
                    from unnest(:reverting, :first, :last) as named (hash, first, last)
                    join git_commit reverting on reverting.hash = named.hash
                    cross join lateral (
                      select array_agg(hash) as hashes from (
                        select target.hash from git_commit target
                        where target.hash between named.first and named.last
                          and target.id < reverting.id
                        limit 2) two) found
                    where cardinality(found.hashes) = 1
                    on conflict do nothing
                    """)
                .bindArray("reverting", byte[].class, reverting)
                .bindArray("first", byte[].class, first)
                .bindArray("last", byte[].class, last)
                .execute());
  }

  private static byte[] filled(String prefix, String digit) {
    return bytes(prefix + digit.repeat(HEX - prefix.length()));
  }

  void addCarried(Collection<CommitGraph.Carried> carried) {
    List<byte[]> merges = new ArrayList<>();
    List<byte[]> commits = new ArrayList<>();
    for (CommitGraph.Carried each : carried) {
      for (String commit : each.commits()) {
        merges.add(bytes(each.merge()));
        commits.add(bytes(commit));
      }
    }
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into git_carried (merge_id, commit_id)
                    select merge.id, brought.id
                    from unnest(:merges, :commits) as new (merge, commit)
                    join git_commit merge on merge.hash = new.merge
                    join git_commit brought on brought.hash = new.commit
                    on conflict do nothing
                    """)
                .bindArray("merges", byte[].class, merges)
                .bindArray("commits", byte[].class, commits)
                .execute());
  }

  /** What commits with numbers above this one take back, as far as it is stored. */
  List<String> revertedAfter(int number) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select distinct encode(reverted, 'hex') from git_revert
                    join git_commit on hash = reverted
                    where commit_id > :number
                    """)
                .bind("number", number)
                .mapTo(String.class)
                .list());
  }

  /**
   * Takes the revert of a merge for one of all that the merge brought to its branch.
   *
   * @param commits all of these, whichever merge within brought them first
   * @param number of the commits above it that revert
   */
  void addBrought(String merge, List<String> commits, int number) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into git_revert (commit_id, reverted)
                    select git_revert.commit_id, brought
                    from git_revert, unnest(:commits) as brought
                    where reverted = :merge and commit_id > :number
                    on conflict do nothing
                    """)
                .bind("merge", bytes(merge))
                .bindArray(
                    "commits", byte[].class, commits.stream().map(CommitStore::bytes).toList())
                .bind("number", number)
                .execute());
  }

  /** Follows chains of cherry-picks to their beginning. */
  void connect() {
    jdbi.useHandle(
        handle -> {
          int changed = 1;
          for (int link = 0; changed > 0 && link < LONGEST_CHAIN; link++) {
            changed =
                handle.execute(
                    """
                    update git_commit pick set root = earlier.root
                    from git_commit earlier
                    where pick.root = earlier.hash and earlier.root is not null
                      and earlier.root <> pick.root
                    """);
          }
        });
  }

  /** For the planner, after very many commits were added. */
  void analyze() {
    jdbi.useHandle(
        handle -> handle.execute("analyze git_commit, git_carried, git_revert, git_landing"));
  }

  static byte[] bytes(String commit) {
    return HexFormat.of().parseHex(commit);
  }

  private static byte @Nullable [] bytesOrNull(@Nullable String commit) {
    return commit == null ? null : bytes(commit);
  }
}
