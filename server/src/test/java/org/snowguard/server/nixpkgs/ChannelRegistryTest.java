package org.snowguard.server.nixpkgs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowguard.formats.channel.ChannelRevision;
import org.snowguard.server.TestClock;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.activity.EventLog;

class ChannelRegistryTest {

  private static final String ONE = "1".repeat(40);
  private static final String TWO = "2".repeat(40);

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private final TestClock clock = TestClock.at("2026-11-20T12:00:00Z");
  private final EventLog events = new EventLog(database.jdbi(), clock);
  private final ChannelRegistry registry =
      new ChannelRegistry(database.jdbi(), events, database.transactions(), clock);
  private final Channels channels =
      new Channels(database.jdbi(), events, database.transactions(), clock);

  @BeforeEach
  void empty() {
    database.jdbi().useHandle(handle -> handle.execute("truncate channel, event cascade"));
  }

  private List<String> sight(String channel, String revision, @Nullable String status) {
    return registry.sight(List.of(new ChannelRevision(channel, revision, status)));
  }

  private Channel channel(String name) {
    return registry.find(name).orElseThrow().channel();
  }

  @Test
  void headIsKnownSinceItWasFirstSeen() {
    assertThat(sight("nixos-unstable-small", ONE, "rolling"))
        .containsExactly("nixos-unstable-small");
    Instant first = clock.instant();
    clock.advance(Duration.ofHours(1));
    assertThat(sight("nixos-unstable-small", ONE, "rolling")).isEmpty();
    assertThat(registry.find("nixos-unstable-small").orElseThrow().head())
        .isEqualTo(new RegisteredChannel.Head(ONE, first));
    assertThat(sight("nixos-unstable-small", TWO, "rolling")).hasSize(1);
    assertThat(registry.all().getFirst().head())
        .isEqualTo(new RegisteredChannel.Head(TWO, clock.instant()));
  }

  @Test
  void onlyPrimaryChannelsAreMatched() {
    sight("nixos-unstable", ONE, "rolling");
    sight("nixos-unstable-small", ONE, "rolling");
    sight("nixpkgs-26.05-darwin", ONE, "stable");
    assertThat(channels.all()).extracting(Channel::name).containsExactly("nixos-unstable");
    assertThat(registry.all())
        .extracting(registered -> registered.channel().kind())
        .containsExactly("primary", "small", "darwin");
    assertThat(channel("nixpkgs-26.05-darwin").branch()).isEqualTo("release-26.05");
  }

  @ParameterizedTest
  @CsvSource({
    "nixos-unstable, rolling, rolling,",
    "nixos-26.11, beta, beta, 2027-06-30",
    "nixos-26.11, stable, stable, 2027-06-30",
    "nixos-26.05, deprecated, deprecated, 2026-12-31",
    "nixos-26.05, , stable, 2026-12-31",
    "nixos-26.05, unmaintained, stable, 2026-12-31",
    "nixos-unstable, unmaintained, rolling,",
    "nixos-25.11, unmaintained, end_of_life, 2026-06-30",
    "nixos-25.11, , end_of_life, 2026-06-30",
    "nixos-25.11, deprecated, deprecated,",
    "nixos-26.05, staging, stable, 2026-12-31",
  })
  void sourceStandsBeforeTheCalendar(
      String name, @Nullable String stated, String status, @Nullable LocalDate endOfLife) {
    sight(name, ONE, stated);
    assertThat(channel(name).status()).isEqualTo(status);
    assertThat(channel(name).endOfLifeOn()).isEqualTo(endOfLife);
    assertThat(channel(name).isStatusUnclear()).isEqualTo("staging".equals(stated));
  }

  @Test
  void newReleaseAppearsAsBetaAndIsReleased() {
    sight("nixos-26.11", ONE, "beta");
    assertThat(channel("nixos-26.11").status()).isEqualTo("beta");
    sight("nixos-26.11", TWO, "stable");
    assertThat(channel("nixos-26.11").status()).isEqualTo("stable");
    List<String> changes =
        database
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery(
                            "select before->>'status' || ' ' || (after->>'status') from event")
                        .mapTo(String.class)
                        .list());
    assertThat(changes).containsExactly("beta stable");
  }

  @Test
  void channelThatIsNoLongerListedEndsByTheCalendar() {
    sight("nixos-26.05", ONE, "stable");
    sight("nixos-unstable", ONE, "rolling");
    assertThat(channel("nixos-26.05").status()).isEqualTo("stable");
    clock.advance(Duration.ofDays(60));
    sight("nixos-unstable", ONE, "rolling");
    assertThat(channel("nixos-26.05").status()).isEqualTo("end_of_life");
    assertThat(channel("nixos-26.05").endOfLifeOn()).isEqualTo("2026-12-31");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nixos-unstable", "nixos-26.05"})
  void endBeforeItsDayIsBelievedWhenItHasBeenSaidForADay(String name) {
    sight(name, ONE, name.equals("nixos-unstable") ? "rolling" : "stable");
    sight(name, ONE, "unmaintained");
    clock.advance(Duration.ofHours(23));
    sight(name, TWO, "unmaintained");
    assertThat(channel(name).supported()).isTrue();
    assertThat(channel(name).isEndDoubted()).isTrue();
    clock.advance(Duration.ofHours(1));
    sight(name, TWO, "unmaintained");
    assertThat(channel(name).supported()).isFalse();
    assertThat(channel(name).endOfLifeOn()).isEqualTo("2026-11-21");
    assertThat(channel(name).isEndDoubted()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"true, stable", "true,", "false,"})
  void slipIsForgotten(boolean isListed, @Nullable String meanwhile) {
    sight("nixos-26.05", ONE, "unmaintained");
    clock.advance(Duration.ofHours(20));
    sight(isListed ? "nixos-26.05" : "nixos-unstable", ONE, meanwhile);
    clock.advance(Duration.ofHours(20));
    sight("nixos-26.05", ONE, "unmaintained");
    assertThat(channel("nixos-26.05").status()).isEqualTo("stable");
  }

  @Test
  void dayOfTheEndStays() {
    sight("nixos-26.05", ONE, "unmaintained");
    clock.advance(Duration.ofDays(1));
    sight("nixos-26.05", ONE, "unmaintained");
    clock.advance(Duration.ofDays(3));
    sight("nixos-26.05", ONE, "unmaintained");
    assertThat(channel("nixos-26.05").endOfLifeOn()).isEqualTo("2026-11-21");
  }

  @Test
  void importOfAFileLeavesTheStatusAlone() {
    sight("nixos-26.05", ONE, "deprecated");
    assertThat(channels.register("nixos-26.05").status()).isEqualTo("deprecated");
  }
}
