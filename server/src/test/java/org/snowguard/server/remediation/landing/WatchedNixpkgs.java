package org.snowguard.server.remediation.landing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.snowguard.server.TestClock;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.ingest.job.JobRuns;
import org.snowguard.server.ingest.source.Sources;
import org.snowguard.server.nixpkgs.ChannelRegistry;
import org.snowguard.server.nixpkgs.Channels;
import org.snowguard.server.remediation.git.NixpkgsClone;
import org.snowguard.world.nixpkgs.ScriptedNixpkgs;

/** A scripted nixpkgs that is looked at once an hour; it has one commit on master at first. */
final class WatchedNixpkgs implements AutoCloseable {

  static final Instant START = Instant.parse("2026-06-01T00:00:00Z");

  final ScriptedNixpkgs nixpkgs;
  final Landings landings;
  private final TestDatabase database;
  private final Path directory;
  private final TestClock clock = new TestClock(START);

  private WatchedNixpkgs(ScriptedNixpkgs nixpkgs, TestDatabase database, Path directory) {
    this.nixpkgs = nixpkgs;
    this.database = database;
    this.directory = directory;
    landings = new Landings(database.jdbi());
  }

  static WatchedNixpkgs in(Path directory, TestDatabase database)
      throws IOException, InterruptedException {
    clear(database);
    ScriptedNixpkgs nixpkgs =
        ScriptedNixpkgs.at(directory.resolve("origin.git"), START.minus(Duration.ofDays(1)));
    nixpkgs.commit("master", "curl: 8.0.0 -> 8.1.0");
    WatchedNixpkgs watched = new WatchedNixpkgs(nixpkgs, database, directory);
    watched.look();
    return watched;
  }

  static void clear(TestDatabase database) {
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "truncate git_ref, git_commit, git_carried, git_revert, git_landing,"
                        + " source_state, channel cascade"));
  }

  /** Sees what was done since the last time, and lets an hour pass. */
  void look() throws InterruptedException {
    nixpkgs.publish();
    NixpkgsClone clone =
        new NixpkgsClone(
            directory.resolve("origin.git").toUri().toString(),
            directory.resolve("clone.git"),
            _ -> true);
    Sources sources = sources(clone, database, clock, List.of());
    assertThat(JobRuns.failureOf(sources.jobs().getFirst(), database.jdbi(), clock)).isNull();
    clock.advance(Duration.ofHours(1));
  }

  static Sources sources(
      NixpkgsClone clone, TestDatabase database, TestClock clock, List<LandingListener> listeners) {
    EventLog events = new EventLog(database.jdbi(), clock);
    NixpkgsHistory history =
        new NixpkgsHistory(
            clone,
            database.jdbi(),
            database.transactions(),
            listeners,
            new ChannelRegistry(database.jdbi(), events, database.transactions(), clock),
            new Channels(database.jdbi(), events, database.transactions(), clock));
    return new Sources(List.of(history), database.jdbi(), () -> {}, () -> 0L, clock);
  }

  Landing landing(String commit, String ref) {
    return landings.of(commit).stream()
        .filter(landing -> landing.ref().equals(ref))
        .findFirst()
        .orElseThrow(() -> new AssertionError(commit + " was never on " + ref));
  }

  /** When a look was taken, counted from the first. */
  static Instant hour(int number) {
    return START.plus(Duration.ofHours(number));
  }

  @Override
  public void close() throws IOException {
    nixpkgs.close();
  }
}
