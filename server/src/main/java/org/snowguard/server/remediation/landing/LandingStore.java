package org.snowguard.server.remediation.landing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Reads where commits have landed. */
final class LandingStore {

  /** The change that a commit is, and the changes that it brought if it merged a pull request. */
  private static final String CHANGES =
      """
      with asked as (
        select :hash::bytea as hash, (select id from git_commit where hash = :hash) as id
      ), itself as (
        select coalesce((select root from git_commit where id = asked.id), asked.hash) as change
        from asked
      ), part as (
        select coalesce(root, git_commit.hash) as change
        from asked join git_carried on merge_id = asked.id join git_commit on git_commit.id = commit_id
      )
      """;

  private static final String FACTS =
      """
      select encode(hash, 'hex') as commit, subject, authored_at, committed_at,
        encode(original, 'hex') as original,
        array(select encode(reverted, 'hex') from git_revert where commit_id = git_commit.id
          order by reverted) as reverts,
        pull_request
      from git_commit
      """;

  private final Jdbi jdbi;

  LandingStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  boolean reached(String commit, String ref) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    CHANGES
                        + """
                        select exists (
                          select from itself, git_ref, git_commit twin
                          left join git_landing on commit_id = twin.id
                            and ref_id = (select id from git_ref where name = :ref)
                          where name = :ref and (twin.hash = change or twin.root = change)
                            and case when commit_id is null then at_first_sight @> twin.id
                              else left_at is null and reverted_at is null end
                            and not exists (select from git_carried where merge_id = twin.id)
                        ) or (
                          exists (select from part) and not exists (
                            select from part where not exists (
                              select from git_ref, git_commit twin
                              left join git_landing on commit_id = twin.id
                                and ref_id = (select id from git_ref where name = :ref)
                              where name = :ref and (twin.hash = change or twin.root = change)
                                and case when commit_id is null then at_first_sight @> twin.id
                                  else left_at is null and reverted_at is null end
                            )
                          )
                        )
                        """)
                .bind("hash", HexFormat.of().parseHex(commit))
                .bind("ref", ref)
                .mapTo(boolean.class)
                .one());
  }

  boolean isKnown(String commit, String ref) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select exists (select from git_ref where name = :ref)
                      and exists (select from git_commit where hash = :hash or root = :hash)
                    """)
                .bind("hash", HexFormat.of().parseHex(commit))
                .bind("ref", ref)
                .mapTo(boolean.class)
                .one());
  }

  List<LandingRow> rows(String commit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    CHANGES
                        + """
                        , every as (
                          select change, false as is_part from itself
                          union all select change, true from part
                        )
                        select git_ref.name as ref, encode(change, 'hex') as change, is_part,
                          (select count(*) from part)::int as part_count,
                          encode(twin.hash, 'hex') as commit, encode(twin.original, 'hex') as original,
                          coalesce(seen_at, first_seen_at) as first_seen,
                          least(left_at, reverted_at) as reverted_at,
                          seen_at is null as was_there_before
                        from every
                        join git_commit twin on twin.hash = change or twin.root = change
                        cross join git_ref
                        left join git_landing on commit_id = twin.id and ref_id = git_ref.id
                        where commit_id is not null or at_first_sight @> twin.id
                        order by git_ref.name, change, is_part, twin.id
                        """)
                .bind("hash", HexFormat.of().parseHex(commit))
                .map((row, _) -> row(row))
                .list());
  }

  Optional<CommitFacts> commit(String commit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(FACTS + " where hash = :hash")
                .bind("hash", HexFormat.of().parseHex(commit))
                .map(ConstructorMapper.of(CommitFacts.class))
                .findOne());
  }

  List<CommitFacts> ofPullRequest(int number) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(FACTS + " where pull_request = :number order by id")
                .bind("number", number)
                .map(ConstructorMapper.of(CommitFacts.class))
                .list());
  }

  Optional<String> headOf(String ref) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select encode(head, 'hex') from git_ref where name = :ref")
                .bind("ref", ref)
                .mapTo(String.class)
                .findOne());
  }

  List<String> refs() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select name from git_ref order by name")
                .mapTo(String.class)
                .list());
  }

  private static LandingRow row(ResultSet row) throws SQLException {
    Timestamp reverted = row.getTimestamp("reverted_at");
    return new LandingRow(
        row.getString("ref"),
        row.getString("change"),
        row.getBoolean("is_part"),
        row.getInt("part_count"),
        row.getString("commit"),
        row.getString("original"),
        row.getTimestamp("first_seen").toInstant(),
        reverted == null ? null : reverted.toInstant(),
        row.getBoolean("was_there_before"));
  }
}
