package org.snowguard.server.issue.publish;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Public ids, GitHub issues of ours, and where published issues were open. */
final class PublicationStore {

  private static final String SIDE =
      "select issue_id, attached, number, url, body from issue_github ";

  private final Jdbi jdbi;

  PublicationStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** The next number; nobody else gets one before the transaction ends. */
  int takeNumber(String prefix, int year) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    insert into public_id_counter (prefix, year, last) values (:prefix, :year, 1)
                    on conflict (prefix, year) do update set last = public_id_counter.last + 1
                    returning last
                    """)
                .bind("prefix", prefix)
                .bind("year", year)
                .mapTo(int.class)
                .one());
  }

  /** The number that would be given now. */
  int nextNumber(String prefix, int year) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select coalesce((select last from public_id_counter where prefix = :prefix and"
                        + " year = :year), 0) + 1")
                .bind("prefix", prefix)
                .bind("year", year)
                .mapTo(int.class)
                .one());
  }

  void insert(GitHubSide side) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into issue_github (issue_id, attached, number, url, body)
                    values (:issueId, :attached, :number, :url, :body)
                    """)
                .bindMethods(side)
                .execute());
  }

  Optional<GitHubSide> side(long issueId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SIDE + "where issue_id = :issue")
                .bind("issue", issueId)
                .map(ConstructorMapper.of(GitHubSide.class))
                .findOne());
  }

  /** Issues of ours that a GitHub issue or pull request stands for. */
  List<Long> issuesOf(long number) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select issue_id from issue_github where number = :number order by issue_id")
                .bind("number", number)
                .mapTo(long.class)
                .list());
  }

  void delivered(long issueId, long number, String url) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "update issue_github set number = :number, url = :url where issue_id = :issue"
                        + " and number is null")
                .bind("issue", issueId)
                .bind("number", number)
                .bind("url", url)
                .execute());
  }

  void rewrite(long issueId, String body) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate("update issue_github set body = :body where issue_id = :issue")
                .bind("issue", issueId)
                .bind("body", body)
                .execute());
  }

  void keepPages(long issueId, List<String> pages) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into issue_github_page (issue_id, page, body)
                    select :issue, number, text from unnest(:pages) with ordinality as page (text, number)
                    """)
                .bind("issue", issueId)
                .bindArray("pages", String.class, pages)
                .execute());
  }

  List<String> pages(long issueId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select body from issue_github_page where issue_id = :issue order by page")
                .bind("issue", issueId)
                .mapTo(String.class)
                .list());
  }

  /** Published issues, and those that nobody but the machine closed, in portions. */
  List<Long> followed(long after, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select id from issue
                    where (state = 'published' or state = 'closed' and closed_by is null)
                      and id > :after
                    order by id limit :limit
                    """)
                .bind("after", after)
                .bind("limit", limit)
                .mapTo(long.class)
                .list());
  }

  /** Nobody else moves or edits an issue before the transaction ends. */
  void lock(long issueId) {
    jdbi.withHandle(
        handle ->
            handle
                .createQuery("select id from issue where id = :id for update")
                .bind("id", issueId)
                .mapTo(long.class)
                .findOne());
  }

  /** Where an issue was open when it was last looked at; empty: never looked at. */
  Optional<Set<String>> openAt(long issueId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select packages from issue_open where issue_id = :issue")
                .bind("issue", issueId)
                .map((row, context) -> Set.of((String[]) row.getArray("packages").getArray()))
                .findOne());
  }

  void keepOpen(long issueId, Collection<String> packages) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into issue_open (issue_id, packages) values (:issue, :packages)
                    on conflict (issue_id) do update set packages = excluded.packages
                    where issue_open.packages <> excluded.packages
                    """)
                .bind("issue", issueId)
                .bindArray("packages", String.class, packages.stream().sorted().toList())
                .execute());
  }
}
