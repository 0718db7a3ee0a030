package org.snowguard.server.nixpkgs.follow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.snowguard.server.nixpkgs.follow.ChannelWorld.packagesPath;
import static org.snowguard.server.nixpkgs.follow.ChannelWorld.revision;
import static org.snowguard.server.nixpkgs.follow.ChannelWorld.revisionPath;
import static org.snowguard.server.nixpkgs.follow.ChannelWorld.sha256;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowguard.server.TestClock;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.ingest.ImportRuns;
import org.snowguard.server.ingest.RunningWork;
import org.snowguard.server.ingest.job.JobRuns;
import org.snowguard.server.ingest.source.Backoff;
import org.snowguard.server.ingest.source.FakeService;
import org.snowguard.server.ingest.source.HttpFetch;
import org.snowguard.server.ingest.source.Source;
import org.snowguard.server.ingest.source.SourceStatus;
import org.snowguard.server.ingest.source.Sources;
import org.snowguard.server.nixpkgs.ChannelFetch;
import org.snowguard.server.nixpkgs.ChannelImport;
import org.snowguard.server.nixpkgs.ChannelRegistry;
import org.snowguard.server.nixpkgs.Channels;
import org.snowguard.server.nixpkgs.PackageIndex;
import org.snowguard.server.nixpkgs.PackageSpan;
import org.snowguard.server.nixpkgs.Snapshot;
import org.snowguard.server.web.BadInput;

/** Channels that advance, against a service that lies and fails. */
class ChannelFollowerTest {

  private static final String UNSTABLE = "nixos-unstable";
  private static final String STABLE = "nixos-26.05";
  private static final String ZLIB = "zlib 1.3";
  private static final String CURL = "curl 8.9";

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private final TestClock clock = TestClock.at("2026-11-20T12:00:00Z");
  private final EventLog events = new EventLog(database.jdbi(), clock);
  private final ChannelRegistry registry =
      new ChannelRegistry(database.jdbi(), events, database.transactions(), clock);
  private final Channels channels =
      new Channels(database.jdbi(), events, database.transactions(), clock);
  private final PackageIndex index = new PackageIndex(database.jdbi(), database.transactions());
  private final ChannelImport imports =
      new ChannelImport(
          channels,
          new ImportRuns(database.jdbi(), database.transactions(), clock),
          new RunningWork(clock, RunningWork.NOWHERE));
  private final ChannelWorld world = new ChannelWorld();
  private final HttpFetch fetch =
      new HttpFetch("snowguard-test/1", null, Duration.ofSeconds(20), clock);
  private final RandomGenerator never = () -> 0L;
  private Sources sources = following(metricSettings(List.of()));

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

  private ChannelSourceSettings metricSettings(List<String> names) {
    return new ChannelSourceSettings(
        false,
        world.service.uri(ChannelWorld.METRIC) + "?query=channel_revision",
        pattern("packages.json.br"),
        names);
  }

  private String pattern(String file) {
    return world.service.uri("/") + "{channel}/" + file;
  }

  private Sources following(ChannelSourceSettings settings) {
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
  private Duration pass() {
    try {
      clock.advance(Duration.ofMinutes(5));
      Instant next = JobRuns.once(sources.jobs().getFirst(), database.jdbi(), clock);
      return Duration.between(clock.instant(), next);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private SourceStatus status() {
    return sources.list().getFirst();
  }

  private String error() {
    return String.valueOf(status().error());
  }

  private Snapshot current(String channel) {
    return channels.current(channels.find(channel).orElseThrow()).orElseThrow();
  }

  private @Nullable String revisionOf(String channel) {
    return channels.find(channel).flatMap(channels::current).map(Snapshot::revision).orElse(null);
  }

  private ChannelFetch fetchOf(String channel) {
    return registry.fetch(channels.find(channel).orElseThrow());
  }

  @Test
  void channelIsTakenAndAdvances() {
    world.publish(UNSTABLE, 1, "rolling", ZLIB, CURL);
    pass();
    assertThat(status().error()).isNull();
    assertThat(status().counts().read()).isEqualTo(2);
    assertThat(current(UNSTABLE).revision()).isEqualTo(revision(1));
    assertThat(current(UNSTABLE).takenAt()).isEqualTo(clock.instant());
    world.publish(UNSTABLE, 2, "rolling", ZLIB, "curl 8.10");
    pass();
    assertThat(status().counts().changed()).isEqualTo(1);
    assertThat(index.current(List.of("curl")))
        .extracting(PackageSpan::version)
        .containsExactly("8.10");
    assertThat(channels.latest(channels.register(UNSTABLE), 5))
        .extracting(Snapshot::revision)
        .containsExactly(revision(2), revision(1));
  }

  @Test
  void channelThatStandsIsNotFetchedAgain() {
    world.publish(UNSTABLE, 1, "rolling", ZLIB);
    pass();
    pass();
    assertThat(world.askedFor(packagesPath(UNSTABLE))).hasSize(1);
    assertThat(status().health()).isEqualTo(SourceStatus.Health.GOOD);
  }

  @Test
  void samePackagesAtAnotherRevisionAreNotSentAgain() {
    world.publish(UNSTABLE, 1, "rolling", ZLIB);
    pass();
    world.point(UNSTABLE, 2);
    world.announce(UNSTABLE, 2, "rolling");
    pass();
    assertThat(world.askedFor(packagesPath(UNSTABLE)).getLast().ifNoneMatch()).isNotEmpty();
    assertThat(current(UNSTABLE).revision()).isEqualTo(revision(2));
    assertThat(index.history("zlib")).hasSize(1);
  }

  @Test
  void smallAndDarwinOnesAreKnownByTheirHead() {
    world.announce("nixos-unstable-small", 7, "rolling");
    world.announce("nixpkgs-26.05-darwin", 8, "stable");
    pass();
    assertThat(status().error()).isNull();
    assertThat(registry.all())
        .extracting(found -> String.valueOf(found.head()))
        .allMatch(head -> head.contains(revision(7)) || head.contains(revision(8)));
    assertThat(channels.all()).isEmpty();
    assertThat(world.askedFor(packagesPath("nixos-unstable-small"))).isEmpty();
  }

  @Test
  void failureOfOneChannelStopsNoOther() {
    world.publish(UNSTABLE, 1, "rolling", ZLIB);
    world.publish(STABLE, 2, "stable", ZLIB);
    world.service.fail(packagesPath(UNSTABLE), FakeService.Fault.TRUNCATED);
    Duration next = pass();
    assertThat(revisionOf(STABLE)).isEqualTo(revision(2));
    assertThat(revisionOf(UNSTABLE)).isNull();
    assertThat(status().health()).isEqualTo(SourceStatus.Health.FAILING);
    assertThat(error()).contains(UNSTABLE).doesNotContain(STABLE);
    assertThat(fetchOf(UNSTABLE).failures()).isEqualTo(1);
    assertThat(next).isLessThanOrEqualTo(Duration.ofMinutes(5));
    world.service.mend(packagesPath(UNSTABLE));
    pass();
    assertThat(revisionOf(UNSTABLE)).isEqualTo(revision(1));
    assertThat(status().error()).isNull();
    assertThat(fetchOf(UNSTABLE).error()).isNull();
  }

  @Test
  void channelThatGoesOnFailingIsAskedLessAndTheOthersAsOften() {
    world.publish(UNSTABLE, 1, "rolling", ZLIB);
    world.service.fail(packagesPath(UNSTABLE), FakeService.Fault.SERVER_ERROR);
    for (int times = 0; times < 20; times++) {
      assertThat(pass()).isLessThanOrEqualTo(Duration.ofMinutes(5));
      assertThat(error()).contains("500");
    }
    // After 1, 2, 4 … minutes, in steps of five.
    assertThat(world.askedFor(packagesPath(UNSTABLE))).hasSizeLessThan(10);
    world.publish(STABLE, 2, "stable", ZLIB);
    pass();
    assertThat(revisionOf(STABLE)).isEqualTo(revision(2));
  }

  @Test
  void newRevisionDoesNotWaitForWhatAnotherOneFailed() {
    world.publish(UNSTABLE, 1, "rolling", ZLIB);
    world.service.fail(packagesPath(UNSTABLE), FakeService.Fault.SERVER_ERROR);
    for (int times = 0; times < 12; times++) {
      pass();
    }
    Instant retryAt = requireNonNull(fetchOf(UNSTABLE).retryAt());
    assertThat(retryAt).isAfter(clock.instant().plus(Duration.ofMinutes(10)));
    world.service.mend(packagesPath(UNSTABLE));
    world.publish(UNSTABLE, 2, "rolling", ZLIB);
    pass();
    assertThat(revisionOf(UNSTABLE)).isEqualTo(revision(2));
    assertThat(fetchOf(UNSTABLE).failures()).isZero();
  }

  @ParameterizedTest
  @EnumSource(FakeService.Fault.class)
  void whatIsStoredStays(FakeService.Fault fault) {
    world.publish(UNSTABLE, 1, "rolling", ZLIB, CURL);
    pass();
    world.publish(UNSTABLE, 2, "rolling", ZLIB, "curl 8.10");
    world.service.fail(packagesPath(UNSTABLE), fault);
    pass();
    assertThat(error()).contains(UNSTABLE).contains("http://");
    assertThat(current(UNSTABLE).revision()).isEqualTo(revision(1));
    assertThat(index.current(List.of("curl", "zlib"))).hasSize(2);
  }

  @Test
  void pageForPeopleUnderTheNameOfAFileIsTold() {
    world.publish(UNSTABLE, 1, "rolling", ZLIB);
    world.service.put(
        packagesPath(UNSTABLE), "application/octet-stream", "<html>Sorry</html>".getBytes(UTF_8));
    pass();
    assertThat(error()).contains(UNSTABLE).contains("Brotli").doesNotContain("/tmp");
    assertThat(revisionOf(UNSTABLE)).isNull();
  }

  @Test
  void fileThatAmountsToItsChecksumIsTaken() {
    world.publish(UNSTABLE, 1, "rolling", ZLIB);
    world.checksum(UNSTABLE, sha256(ZLIB) + "  packages.json.br\n");
    pass();
    assertThat(status().error()).isNull();
    assertThat(fetchOf(UNSTABLE).checked()).isTrue();
  }

  @Test
  void absentChecksumIsToldAndNoFailure() {
    world.publish(UNSTABLE, 1, "rolling", ZLIB);
    pass();
    assertThat(status().error()).isNull();
    assertThat(fetchOf(UNSTABLE).checked()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"wrong", "not a checksum"})
  void wrongChecksumIsRefused(String kind) {
    world.publish(UNSTABLE, 1, "rolling", ZLIB);
    world.checksum(UNSTABLE, kind.equals("wrong") ? sha256(CURL) : kind);
    pass();
    assertThat(error()).contains("SHA-256");
    assertThat(revisionOf(UNSTABLE)).isNull();
  }

  @Test
  void fileOfAChannelThatAdvancedMeanwhileIsThrownAway() {
    world.publish(UNSTABLE, 1, "rolling", ZLIB);
    world.service.whenAsked(packagesPath(UNSTABLE), () -> world.point(UNSTABLE, 2));
    pass();
    assertThat(error()).contains(revision(1).substring(0, 12), "advanced meanwhile");
    assertThat(revisionOf(UNSTABLE)).isNull();
    world.announce(UNSTABLE, 2, "rolling");
    pass();
    assertThat(revisionOf(UNSTABLE)).isEqualTo(revision(2));
  }

  @Test
  void filesThatAreBehindAreNotTakenForTheNewRevision() {
    world.publish(UNSTABLE, 1, "rolling", ZLIB);
    pass();
    world.announce(UNSTABLE, 2, "rolling");
    world.service.whenAsked(packagesPath(UNSTABLE), () -> world.point(UNSTABLE, 2));
    pass();
    assertThat(error()).contains(revision(2).substring(0, 12), "its files are behind");
    assertThat(current(UNSTABLE).revision()).isEqualTo(revision(1));
    world.files(UNSTABLE, 2, CURL);
    pass();
    assertThat(current(UNSTABLE).revision()).isEqualTo(revision(2));
    assertThat(index.current(List.of("curl"))).hasSize(1);
  }

  @Test
  void withoutARevisionBesideTheFileTheListIsAskedAgain() {
    world.publish(UNSTABLE, 1, "rolling", ZLIB);
    world.publish(STABLE, 1, "stable", ZLIB);
    sources =
        following(
            new ChannelSourceSettings(
                false,
                world.service.uri(ChannelWorld.METRIC).toString(),
                world.service.uri("/files/") + "{channel}.json",
                List.of()));
    byte[] packages =
        "{\"packages\":{\"zlib\":{\"name\":\"zlib-1.3\",\"meta\":{}}}}".getBytes(UTF_8);
    world.service.put("/files/nixos-unstable.json", "application/json", packages);
    world.service.put("/files/nixos-26.05.json", "application/json", packages);
    world.service.whenAsked("/files/nixos-26.05.json", () -> world.announce(STABLE, 2, "stable"));
    pass();
    assertThat(revisionOf(UNSTABLE)).isEqualTo(revision(1));
    assertThat(revisionOf(STABLE)).isNull();
    assertThat(error()).contains(STABLE, "advanced meanwhile");
  }

  @Test
  void hundredTimesAsLongIsRefused() {
    world.publish(UNSTABLE, 1, "rolling", ZLIB);
    pass();
    String[] many = new String[2_000];
    for (int number = 0; number < many.length; number++) {
      many[number] = "package%d 1.%d".formatted(number, number);
    }
    world.publish(UNSTABLE, 2, "rolling", many);
    pass();
    assertThat(error()).contains(UNSTABLE);
    assertThat(current(UNSTABLE).revision()).isEqualTo(revision(1));
  }

  @Test
  void channelWithoutPackagesIsRefused() {
    world.publish(UNSTABLE, 1, "rolling");
    pass();
    assertThat(error()).contains("0 packages");
    assertThat(revisionOf(UNSTABLE)).isNull();
  }

  @Test
  void channelThatLostAFifthOfItsPackagesIsRefused() {
    world.publish(UNSTABLE, 1, "rolling", "a 1", "b 1", "c 1", "d 1", "e 1");
    pass();
    world.publish(UNSTABLE, 2, "rolling", "a 1", "b 1", "c 1");
    pass();
    assertThat(error()).contains("3 packages where 5 are stored", "--channel nixos-unstable=FILE");
    assertThat(current(UNSTABLE).revision()).isEqualTo(revision(1));
    world.publish(UNSTABLE, 3, "rolling", "a 1", "b 1", "c 1", "d 1");
    pass();
    assertThat(current(UNSTABLE).revision()).isEqualTo(revision(3));
  }

  @Test
  void packagesThatCannotBeReadAreNotCalledRemoved() {
    String[] hundred = new String[100];
    for (int number = 0; number < hundred.length; number++) {
      hundred[number] = "package%d 1.%d".formatted(number, number);
    }
    world.publish(UNSTABLE, 1, "rolling", hundred);
    pass();
    String[] two = hundred.clone();
    two[3] = ChannelWorld.UNREADABLE;
    two[4] = ChannelWorld.UNREADABLE + 4;
    world.publish(UNSTABLE, 2, "rolling", two);
    pass();
    assertThat(error()).contains("2 of the 100 packages", "--channel nixos-unstable=FILE");
    assertThat(current(UNSTABLE).revision()).isEqualTo(revision(1));
    String[] one = hundred.clone();
    one[3] = ChannelWorld.UNREADABLE;
    world.publish(UNSTABLE, 3, "rolling", one);
    pass();
    assertThat(current(UNSTABLE).revision()).isEqualTo(revision(3));
    assertThat(status().counts().unreadable()).isEqualTo(1);
  }

  @Test
  void channelPastItsEndKeepsItsLastSnapshot() {
    world.publish("nixos-25.11", 1, "deprecated", ZLIB);
    pass();
    world.publish("nixos-25.11", 2, "unmaintained", "zlib 1.3.1");
    pass();
    assertThat(channels.find("nixos-25.11").orElseThrow().supported()).isFalse();
    assertThat(current("nixos-25.11").revision()).isEqualTo(revision(1));
    assertThat(status().error()).isNull();
    assertThat(index.current(List.of("zlib")))
        .extracting(PackageSpan::version)
        .containsExactly("1.3");
  }

  @Test
  void channelThatIsCalledOverBeforeItsDayIsFollowedOn() {
    world.publish(UNSTABLE, 1, "rolling", ZLIB);
    pass();
    world.publish(UNSTABLE, 2, "unmaintained", "zlib 1.3.1");
    pass();
    assertThat(channels.find(UNSTABLE).orElseThrow().supported()).isTrue();
    assertThat(current(UNSTABLE).revision()).isEqualTo(revision(2));
    assertThat(status().counts().unreadable()).isEqualTo(1);
  }

  @Test
  void statusThatIsNotKnownLeavesTheCalendarsWord() {
    world.publish(STABLE, 1, "staging", ZLIB);
    pass();
    assertThat(status().error()).isNull();
    assertThat(channels.find(STABLE).orElseThrow().status()).isEqualTo("stable");
    assertThat(revisionOf(STABLE)).isEqualTo(revision(1));
  }

  @Test
  void newReleaseIsTakenAsSoonAsItIsListed() {
    world.publish(UNSTABLE, 1, "rolling", ZLIB);
    pass();
    world.publish("nixos-26.11", 2, "beta", ZLIB);
    pass();
    assertThat(channels.find("nixos-26.11").orElseThrow().status()).isEqualTo("beta");
    assertThat(revisionOf("nixos-26.11")).isEqualTo(revision(2));
    world.announce("nixos-26.11", 2, "stable");
    pass();
    assertThat(channels.find("nixos-26.11").orElseThrow().status()).isEqualTo("stable");
  }

  @Test
  void onlyNamedChannelsAreFetchedWhereSomeAreNamed() {
    sources = following(metricSettings(List.of(STABLE)));
    world.publish(UNSTABLE, 1, "rolling", ZLIB);
    world.publish(STABLE, 2, "stable", ZLIB);
    pass();
    assertThat(revisionOf(UNSTABLE)).isNull();
    assertThat(revisionOf(STABLE)).isEqualTo(revision(2));
    assertThat(registry.find(UNSTABLE).orElseThrow().head()).isNotNull();
  }

  @ParameterizedTest
  @EnumSource(FakeService.Fault.class)
  void listThatCannotBeTrustedChangesNothing(FakeService.Fault fault) {
    world.publish(UNSTABLE, 1, "rolling", ZLIB);
    pass();
    world.publish(UNSTABLE, 2, "unmaintained", ZLIB);
    world.service.fail(ChannelWorld.METRIC, fault);
    pass();
    assertThat(error()).contains(ChannelWorld.METRIC);
    assertThat(channels.find(UNSTABLE).orElseThrow().status()).isEqualTo("rolling");
    assertThat(current(UNSTABLE).revision()).isEqualTo(revision(1));
  }

  @Test
  void revisionFilesDoWithoutAList() {
    sources =
        following(
            new ChannelSourceSettings(
                false,
                pattern("git-revision"),
                null,
                List.of(UNSTABLE, STABLE, "nixos-unstable-small", "nixos-25.05")));
    world.files(UNSTABLE, 1, ZLIB);
    world.files(STABLE, 2, ZLIB);
    world.point("nixos-unstable-small", 3);
    world.files("nixos-25.05", 4, ZLIB);
    pass();
    assertThat(status().error()).isNull();
    assertThat(revisionOf(UNSTABLE)).isEqualTo(revision(1));
    assertThat(revisionOf(STABLE)).isEqualTo(revision(2));
    assertThat(registry.find("nixos-unstable-small").orElseThrow().head()).isNotNull();
    // Past its end of life by the calendar.
    assertThat(revisionOf("nixos-25.05")).isNull();
    world.files(UNSTABLE, 5, "zlib 1.3.1");
    world.service.fail(revisionPath(STABLE), FakeService.Fault.HTML);
    pass();
    assertThat(revisionOf(UNSTABLE)).isEqualTo(revision(5));
    assertThat(error()).contains(STABLE, "HTML");
  }

  @Test
  void revisionFileThatChangesDuringTheDownloadIsSeen() {
    sources =
        following(
            new ChannelSourceSettings(false, pattern("git-revision"), null, List.of(UNSTABLE)));
    world.files(UNSTABLE, 1, ZLIB);
    world.service.whenAsked(packagesPath(UNSTABLE), () -> world.point(UNSTABLE, 2));
    pass();
    assertThat(error()).contains("advanced meanwhile");
    pass();
    assertThat(revisionOf(UNSTABLE)).isEqualTo(revision(2));
  }

  @Test
  void settingsThatMeanNothingAreErrors() {
    assertThatThrownBy(
            () ->
                following(
                    new ChannelSourceSettings(
                        false, pattern("git-revision"), null, List.of("unstable"))))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("channel-names");
    assertThatThrownBy(() -> new ChannelAddresses("http://localhost/packages.json.br"))
        .hasMessageContaining("{channel}");
    assertThat(new ChannelSourceSettings(true, null, null, List.of()).revisions())
        .isEqualTo("https://monitoring.nixos.org/prometheus/api/v1/query?query=channel_revision");
    assertThat(new ChannelSourceSettings(true, "off", null, List.of()).revisions()).isNull();
    assertThat(new ChannelSourceSettings(false, null, null, List.of()).revisions()).isNull();
  }
}
