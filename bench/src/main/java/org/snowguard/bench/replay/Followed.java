package org.snowguard.bench.replay;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** How far a server's database has followed the world, by plain SQL. */
public final class Followed {

  private final Jdbi jdbi;

  public Followed(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Up to which moment of the world the CVE list was read, without holes; null at first. */
  private @Nullable Instant cveListReadTo() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select mark ->> 'read' from source_state
                    where name = 'cve-list' and mark ->> 'read' is not null
                      and coalesce(mark ->> 'holes', '') = ''
                    """)
                .mapTo(String.class)
                .findOne()
                .map(Instant::parse)
                .orElse(null));
  }

  /** Whether the CVE list was read up to a moment without holes, and all that is stored matched. */
  public boolean hasReadTo(Instant moment) {
    Instant read = cveListReadTo();
    return read != null && !read.isBefore(moment) && isMatched();
  }

  /** Whether every stored change was matched. */
  public boolean isMatched() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select coalesce((select change from stage_watermark where stage = 'matching'), 0)
                      >= (select last_change from change_stream where name = 'vulnerability')
                      and not exists (select from matching_due)
                    """)
                .mapTo(boolean.class)
                .one());
  }

  public boolean isReachable() {
    try {
      return count("select 1") == 1;
    } catch (JdbiException e) {
      return false;
    }
  }

  /** How often each source has answered well. */
  public Map<String, Long> goodRuns() {
    return byName("select name, runs - failed_runs from source_state", Long.class);
  }

  /** At which commit each channel stands. */
  public Map<String, String> heads() {
    return byName(
        """
        select channel.name, revision from snapshot
        join channel on channel.id = snapshot.channel_id
        where snapshot.id = (select max(id) from snapshot where channel_id = channel.id)
          and revision is not null
        """,
        String.class);
  }

  private <T> Map<String, T> byName(String query, Class<T> type) {
    Map<String, T> found = new TreeMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(query)
                .map((row, context) -> Map.entry(row.getString(1), row.getObject(2, type)))
                .forEach(one -> found.put(one.getKey(), one.getValue())));
    return found;
  }

  public long count(String query) {
    return jdbi.withHandle(handle -> handle.createQuery(query).mapTo(long.class).one());
  }

  /** The stored records of the CVE list, and when each says that it was updated. */
  public Map<String, Instant> cveRecords() {
    Map<String, Instant> records = new TreeMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select public_id, vulnerability_record.updated_at
                    from vulnerability_record
                    join vulnerability on vulnerability.id = vulnerability_record.vulnerability_id
                    where source = 'cve-list'
                    """)
                .map((row, context) -> Map.entry(row.getString(1), row.getTimestamp(2).toInstant()))
                .forEach(one -> records.put(one.getKey(), one.getValue())));
    return records;
  }

  /** Lets the CVE list be read from its beginning again. */
  public void forgetCveListMark() {
    jdbi.useHandle(
        handle -> handle.execute("update source_state set mark = '{}' where name = 'cve-list'"));
  }

  /** Waits for a condition, asking often. */
  public static void await(String what, Duration longest, BooleanSupplier condition)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + longest.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new IOException("Waited %s in vain until %s".formatted(longest, what));
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }
}
