package org.snowguard.server.remediation.landing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Reads where commits have landed. */
final class LandingStore {

  /**
   * Behind the commits that are asked for: the change that each is, and the changes that it brought
   * if it merged a pull request.
   */
  private static final String CHANGES =
      """
      , itself as (
        select asked.hash as asked,
          coalesce((select root from git_commit where id = asked.id), asked.hash) as change
        from asked
      ), part as (
        select asked.hash as asked, coalesce(root, git_commit.hash) as change
        from asked join git_carried on merge_id = asked.id join git_commit on git_commit.id = commit_id
      )
      """;

  /** Of arrays the planner would guess the length, and make a plan anew for each question. */
  private static final String ONE =
      """
      with question as (select :hash::bytea as hash, :ref::text as ref)
      """;

  private static final String MANY =
      """
      with question as (
        select decode(commit, 'hex') as hash, ref
        from unnest(:commits, :refs) as given (commit, ref)
      )
      """;

  private static final String REACHED =
      """
      , asked as (
        select hash, (select id from git_commit where git_commit.hash = given.hash) as id
        from (select distinct hash from question) given
      )
      """
          + CHANGES
          + """
          select encode(question.hash, 'hex') as commit, ref, exists (
            select from itself
            join git_commit twin on twin.hash = change or twin.root = change
            left join git_landing on commit_id = twin.id and ref_id = git_ref.id
            where itself.asked = question.hash
              and case when commit_id is null then at_first_sight @> twin.id
                else left_at is null and reverted_at is null end
              and not exists (select from git_carried where merge_id = twin.id)
          ) or (
            exists (select from part where part.asked = question.hash) and not exists (
              select from part where part.asked = question.hash and not exists (
                select from git_commit twin
                left join git_landing on commit_id = twin.id and ref_id = git_ref.id
                where (twin.hash = change or twin.root = change)
                  and case when commit_id is null then at_first_sight @> twin.id
                    else left_at is null and reverted_at is null end
              )
            )
          ) as reached
          from question join git_ref on git_ref.name = ref
          where exists (select from git_commit
            where git_commit.hash = question.hash or root = question.hash)
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

  /** Whether a commit is on a ref; empty where nothing is known of it. */
  Optional<Boolean> reached(CommitOnRef question) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(ONE + REACHED)
                .bind("hash", HexFormat.of().parseHex(question.commit()))
                .bind("ref", question.ref())
                .map((row, _) -> row.getBoolean("reached"))
                .findOne());
  }

  /** Whether commits are on refs; without those of which nothing is known. */
  Map<CommitOnRef, Boolean> reached(Collection<CommitOnRef> questions) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(MANY + REACHED)
                .bindArray("commits", String.class, list(questions, CommitOnRef::commit))
                .bindArray("refs", String.class, list(questions, CommitOnRef::ref))
                .map(
                    (row, _) ->
                        Map.entry(
                            new CommitOnRef(row.getString("commit"), row.getString("ref")),
                            row.getBoolean("reached")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  private static List<String> list(
      Collection<CommitOnRef> questions, Function<CommitOnRef, String> part) {
    return questions.stream().map(part).toList();
  }

  List<LandingRow> rows(String commit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    with asked as (
                      select :hash::bytea as hash, (select id from git_commit where hash = :hash) as id
                    )
                    """
                        + CHANGES
                        + """
                        , every as (
                          select change, false as is_part from itself
                          union all select change, true from part
                        )
                        select git_ref.name as ref, encode(change, 'hex') as change, is_part,
                          (select count(distinct change) from part)::int as part_count, twin.id,
                          exists (select from git_carried where merge_id = twin.id) as is_merge,
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

  Optional<String> headOf(String ref) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select encode(head, 'hex') from git_ref where name = :ref")
                .bind("ref", ref)
                .mapTo(String.class)
                .findOne());
  }

  private static LandingRow row(ResultSet row) throws SQLException {
    Timestamp reverted = row.getTimestamp("reverted_at");
    return new LandingRow(
        row.getString("ref"),
        row.getString("change"),
        row.getBoolean("is_part"),
        row.getInt("part_count"),
        row.getInt("id"),
        row.getBoolean("is_merge"),
        row.getString("commit"),
        row.getString("original"),
        row.getTimestamp("first_seen").toInstant(),
        reverted == null ? null : reverted.toInstant(),
        row.getBoolean("was_there_before"));
  }
}
