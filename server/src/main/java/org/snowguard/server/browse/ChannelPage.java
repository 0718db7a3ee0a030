package org.snowguard.server.browse;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.browse.answer.Moved;
import org.snowguard.server.browse.answer.OpenIssue;
import org.snowguard.server.nixpkgs.ChannelFetch;
import org.snowguard.server.nixpkgs.RegisteredChannel;
import org.snowguard.server.nixpkgs.Snapshot;
import org.snowguard.server.web.Page;

/**
 * One channel: what it is, where it stands, and what is open in it.
 *
 * @param advances where it pointed, the newest first
 * @param fetching how fetching its packages goes, or null where nobody ever tried
 * @param decline what became of it since its support ended, or null
 * @param issues the gravest of the published ones that are open here
 * @param issueCount how many these are in all
 * @param ages how many of them, by severity and age
 * @param moved what the newest snapshot made worse or better
 * @param recordsRead false: that nothing affects it says nothing yet
 */
public record ChannelPage(
    ChannelSummary summary,
    List<Snapshot> snapshots,
    Page<OpenItem> open,
    RegisteredChannel registered,
    List<RegisteredChannel.Head> advances,
    @Nullable Fetching fetching,
    @Nullable Decline decline,
    boolean recordsRead,
    List<OpenIssue> issues,
    int issueCount,
    List<AgeRow> ages,
    List<Moved> moved) {

  /** Open issues of a severity by how long they have been public. */
  public record AgeRow(String severity, long days10, long days30, long days90, long older) {

    static List<AgeRow> of(List<OpenIssue> issues, Instant now) {
      return Stream.of("critical", "high", "medium", "low", "none", "not stated")
          .map(
              severity ->
                  of(
                      severity,
                      issues.stream()
                          .filter(
                              issue ->
                                  severity.equals(
                                      Objects.requireNonNullElse(issue.severity(), "not stated")))
                          .map(issue -> issue.days(now))
                          .toList()))
          .filter(row -> row.days10 + row.days30 + row.days90 + row.older > 0)
          .toList();
    }

    private static AgeRow of(String severity, List<Long> days) {
      return new AgeRow(
          severity,
          days.stream().filter(age -> age < 10).count(),
          days.stream().filter(age -> age >= 10 && age < 30).count(),
          days.stream().filter(age -> age >= 30 && age < 90).count(),
          days.stream().filter(age -> age >= 90).count());
    }
  }

  /**
   * How fetching goes.
   *
   * @param fetchedAt the last good one
   * @param checked whether it was held against a published checksum
   * @param error why the last try failed, in words, or null
   */
  public record Fetching(
      @Nullable Instant fetchedAt,
      @Nullable Boolean checked,
      int failures,
      @Nullable String error,
      @Nullable Instant retryAt) {

    static @Nullable Fetching of(ChannelFetch fetch) {
      return fetch.fetchedAt() == null && fetch.error() == null
          ? null
          : new Fetching(
              fetch.fetchedAt(), fetch.checked(), fetch.failures(), fetch.error(), fetch.retryAt());
    }
  }
}
