package org.snowguard.server.publication.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.server.web.Transactions;

/**
 * Whole tables as lines of JSON, in the words of the API, in the order of their keys. Reads nothing
 * of drafts: what they hold stands in none of these tables.
 */
final class DumpStore {

  /**
   * A table as a file.
   *
   * @param holds what it has lines of, in words
   */
  record Table(String name, String holds, String sql) {}

  static final List<Table> TABLES =
      List.of(
          new Table(
              "issues.jsonl",
              "published issues, as /api/v1/issues/ID gives them",
              """
              select rtrim(body, E'\n') from publication_item where kind = 'issue'
              order by key collate "C"
              """),
          new Table(
              "status.jsonl",
              "how each package of an issue stands in each channel",
              """
              select json_build_object('issue', issue, 'vulnerability', vulnerability,
                'attribute', attribute, 'channel', channel, 'supported', supported,
                'version', version, 'status', status, 'reasonCode', reason_code,
                'reasonText', reason_text, 'since', since, 'changedAt', changed_at)::text
              from publication_status
              order by issue collate "C", vulnerability collate "C", attribute collate "C",
                channel collate "C"
              """),
          new Table(
              "vulnerabilities.jsonl",
              "every vulnerability, whether or not it concerns nixpkgs",
              """
              select json_build_object('id', public_id, 'state', state, 'title', title,
                'description', description, 'assigner', assigner, 'publishedAt', published_at,
                'updatedAt', updated_at, 'changedAt', coalesce(changed_at, substance_changed_at), 'severity', severity,
                'cvssVersion', cvss_version, 'cvssVector', cvss_vector, 'cvssScore', cvss_score,
                'knownExploitedSince', known_exploited_since, 'exploitation', exploitation,
                'epss', epss, 'products', products)::text
              from vulnerability order by public_id collate "C"
              """),
          new Table(
              "packages.jsonl",
              "packages that stand in a channel now",
              """
              select json_build_object('channel', channel.name, 'attribute', package_span.attribute,
                'name', package_span.name, 'version', package_span.version,
                'project', project.slug)::text
              from package_span
              join channel on channel.id = package_span.channel_id
              left join project_attribute on project_attribute.attribute = package_span.attribute
              left join project on project.id = project_attribute.project_id
              where package_span.last_snapshot is null
              order by channel.name collate "C", package_span.attribute collate "C"
              """),
          new Table(
              "channels.jsonl",
              "channels with their newest revision",
              """
              select json_build_object('name', channel.name, 'branch', branch, 'status', status,
                'endOfLifeOn', end_of_life_on, 'revision', snapshot.revision,
                'takenAt', snapshot.taken_at, 'packages', snapshot.packages)::text
              from channel
              left join lateral (select revision, taken_at, packages from snapshot
                where snapshot.channel_id = channel.id order by id desc limit 1) snapshot on true
              order by channel.name collate "C"
              """));

  private static final int AT_ONCE = 1_000;

  private final Jdbi jdbi;
  private final Transactions transactions;

  DumpStore(Jdbi jdbi, Transactions transactions) {
    this.jdbi = jdbi;
    this.transactions = transactions;
  }

  /** The driver reads portion by portion only within a transaction. */
  void writeLines(String sql, OutputStream out) throws IOException {
    try {
      transactions.read(
          () ->
              jdbi.withHandle(
                  handle -> {
                    // Moments in UTC, whatever the server's own zone is.
                    handle.execute("set local time zone 'UTC'");
                    handle
                        .createQuery(sql)
                        .setFetchSize(AT_ONCE)
                        .mapTo(String.class)
                        .forEach(line -> write(line, out));
                    return true;
                  }));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void write(String line, OutputStream out) {
    try {
      out.write(line.getBytes(UTF_8));
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
