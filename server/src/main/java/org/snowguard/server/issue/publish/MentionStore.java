package org.snowguard.server.issue.publish;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Who was mentioned on GitHub, and who is to be told later. */
final class MentionStore {

  /** A person who was not mentioned for an issue yet. */
  public record Later(long githubId, long issueId, String publicId, String name, long number) {}

  private final Jdbi jdbi;

  MentionStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** How often each of them was mentioned since; others are left out. */
  Map<Long, Integer> since(Instant since, Collection<Long> people) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select github_id, count(*) as times from issue_mention
                    where github_id = any(:people) and mentioned_at >= :since
                    group by github_id
                    """)
                .bindArray("people", Long.class, people)
                .bind("since", since)
                .map((row, context) -> Map.entry(row.getLong("github_id"), row.getInt("times")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  void mentioned(long issueId, Collection<Long> people, Instant at) {
    insert("issue_mention", "mentioned_at", issueId, people, at);
  }

  void putOff(long issueId, Collection<Long> people, Instant at) {
    insert("issue_mention_later", "put_off_at", issueId, people, at);
  }

  private void insert(
      String table, String column, long issueId, Collection<Long> people, Instant at) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "insert into "
                        + table
                        + " (issue_id, github_id, "
                        + column
                        + ") select :issue, person, :at from unnest(:people) as person"
                        + " on conflict do nothing")
                .bind("issue", issueId)
                .bindArray("people", Long.class, people)
                .bind("at", at)
                .execute());
  }

  /**
   * Whom the body of an issue mentions. Not whom only the digest did, in a comment: an edit that
   * puts their name into the body would tell them once more.
   */
  Set<Long> mentionedBy(long issueId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select github_id from issue_mention where issue_id = :issue
                    except
                    select github_id from issue_mention_later where issue_id = :issue
                    """)
                .bind("issue", issueId)
                .mapTo(long.class)
                .collect(Collectors.toUnmodifiableSet()));
  }

  /** What people were not told before a moment, where the GitHub issue stands. */
  List<Later> later(Instant before) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select later.github_id, later.issue_id, issue.public_id, issue_github.number,
                      coalesce(maintainer.name, '') as name
                    from issue_mention_later later
                    join issue on issue.id = later.issue_id
                    join issue_github on issue_github.issue_id = later.issue_id
                    left join maintainer on maintainer.github_id = later.github_id
                    where later.told_at is null and later.put_off_at < :before
                      and issue.state = 'published' and issue_github.number is not null
                    order by later.github_id, later.issue_id
                    """)
                .bind("before", before)
                .map(ConstructorMapper.of(Later.class))
                .list());
  }

  void told(long person, Collection<Long> issues, Instant at) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update issue_mention_later set told_at = :at
                    where github_id = :person and issue_id = any(:issues)
                    """)
                .bind("at", at)
                .bind("person", person)
                .bindArray("issues", Long.class, issues)
                .execute());
  }
}
