package org.snowguard.server.nixpkgs.follow;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.snowguard.server.TestClock;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.ingest.ImportRuns;
import org.snowguard.server.ingest.RunningWork;
import org.snowguard.server.ingest.job.JobRuns;
import org.snowguard.server.ingest.source.Backoff;
import org.snowguard.server.ingest.source.HttpFetch;
import org.snowguard.server.ingest.source.Source;
import org.snowguard.server.ingest.source.SourceStatus;
import org.snowguard.server.ingest.source.Sources;
import org.snowguard.server.nixpkgs.ChannelFetch;
import org.snowguard.server.nixpkgs.ChannelImport;
import org.snowguard.server.nixpkgs.ChannelRegistry;
import org.snowguard.server.nixpkgs.Channels;
import org.snowguard.server.nixpkgs.PackageIndex;
import org.snowguard.server.nixpkgs.Snapshot;

/** Channels that advance, against a service that lies and fails. */
abstract class ChannelFollowing {

  static final String UNSTABLE = "nixos-unstable";
  static final String STABLE = "nixos-26.05";
  static final String ZLIB = "zlib 1.3";
  static final String CURL = "curl 8.9";

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  final TestClock clock = TestClock.at("2026-11-20T12:00:00Z");
  final EventLog events = new EventLog(database.jdbi(), clock);
  final ChannelRegistry registry =
      new ChannelRegistry(database.jdbi(), events, database.transactions(), clock);
  final Channels channels = new Channels(database.jdbi(), events, database.transactions(), clock);
  final PackageIndex index = new PackageIndex(database.jdbi(), database.transactions());
  final ChannelImport imports =
      new ChannelImport(
          channels,
          new ImportRuns(database.jdbi(), database.transactions(), clock),
          new RunningWork(clock, RunningWork.NOWHERE));
  final ChannelWorld world = new ChannelWorld();
  final HttpFetch fetch = new HttpFetch("snowguard-test/1", null, Duration.ofSeconds(20), clock);
  final RandomGenerator never = () -> 0L;
  Sources sources = following(metricSettings(List.of()));

  @BeforeEach
  void empty() {
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute("truncate channel, package_metadata, source_state, event cascade"));
  }

  @AfterEach
  void close() {
    fetch.close();
    world.close();
  }

  ChannelSourceSettings metricSettings(List<String> names) {
    return new ChannelSourceSettings(
        false,
        world.service.uri(ChannelWorld.METRIC) + "?query=channel_revision",
        pattern("packages.json.br"),
        names);
  }

  String pattern(String file) {
    return world.service.uri("/") + "{channel}/" + file;
  }

  Sources following(ChannelSourceSettings settings) {
    Source follower =
        FollowConfiguration.follower(
            settings,
            String.valueOf(settings.revisions()),
            fetch,
            registry,
            channels,
            imports,
            new Backoff(never, null),
            clock);
    return new Sources(List.of(follower), database.jdbi(), () -> {}, never, clock);
  }

  /** Gives after how long it is due again. */
  Duration pass() {
    try {
      clock.advance(Duration.ofMinutes(5));
      Instant next = JobRuns.once(sources.jobs().getFirst(), database.jdbi(), clock);
      return Duration.between(clock.instant(), next);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  SourceStatus status() {
    return sources.list().getFirst();
  }

  String error() {
    return String.valueOf(status().error());
  }

  Snapshot current(String channel) {
    return channels.current(channels.find(channel).orElseThrow()).orElseThrow();
  }

  @Nullable String revisionOf(String channel) {
    return channels.find(channel).flatMap(channels::current).map(Snapshot::revision).orElse(null);
  }

  ChannelFetch fetchOf(String channel) {
    return registry.fetch(channels.find(channel).orElseThrow());
  }
}
