package org.snowguard.server.nixpkgs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.snowguard.server.nixpkgs.Packages.channel;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.snowguard.core.nixpkgs.NixPackage;
import org.snowguard.server.TestClock;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.web.Cursor;
import org.snowguard.server.web.Page;

class PackageHistoryTest {

  private static final Instant START = Instant.parse("2026-10-01T00:00:00Z");

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private final TestClock clock = TestClock.at("2026-11-20T12:00:00Z");
  private final Channels channels =
      new Channels(
          database.jdbi(), new EventLog(database.jdbi(), clock), database.transactions(), clock);
  private final PackageIndex index = new PackageIndex(database.jdbi(), database.transactions());
  private final PackageHistory histories =
      PackageHistory.in(database.jdbi(), database.transactions());

  @BeforeEach
  void empty() {
    database
        .jdbi()
        .useHandle(handle -> handle.execute("truncate channel, package_metadata, event cascade"));
  }

  private void ship(String channel, int day, NixPackage... packages) {
    String fingerprint = channel + " on day " + day;
    channels.store(
        channels.register(channel),
        new SnapshotOrigin(
            "%040x".formatted(day), START.plus(day, ChronoUnit.DAYS), fingerprint, null),
        channel(channel, packages));
  }

  /** Both stand first among channels, and their spans are stored in turn. */
  @Test
  void rollingChannelsAreToldApart() {
    for (int day = 1; day <= 3; day++) {
      ship("nixos-unstable", day, zlib("1.3", "a zlib of day " + day));
      ship("nixpkgs-unstable", day, zlib("1." + day, "a zlib of day " + day));
    }
    assertThat(histories.carried(List.of("zlib")))
        .extracting(one -> "%s %s %s".formatted(one.channel(), one.version(), one.isThere()))
        .containsExactly(
            "nixos-unstable 1.3 true",
            "nixpkgs-unstable 1.3 true",
            "nixpkgs-unstable 1.2 false",
            "nixpkgs-unstable 1.1 false");
    assertThat(histories.of("zlib").steps())
        .extracting(step -> "%s %s".formatted(step.span().channel(), version(step.change())))
        .containsExactly(
            "nixos-unstable same",
            "nixos-unstable same",
            "nixos-unstable new",
            "nixpkgs-unstable 1.2-1.3",
            "nixpkgs-unstable 1.1-1.2",
            "nixpkgs-unstable new");
    assertThat(index.history("zlib"))
        .extracting(PackageSpan::channel)
        .containsExactly(
            "nixos-unstable",
            "nixos-unstable",
            "nixos-unstable",
            "nixpkgs-unstable",
            "nixpkgs-unstable",
            "nixpkgs-unstable");
  }

  /** A package that changes daily in one channel leaves room for the others. */
  @Test
  void newestStepsOfEachChannelAreTold() {
    for (int day = 1; day <= 30; day++) {
      ship("nixos-unstable", day, zlib("1." + day, "A package"));
    }
    ship("nixos-26.05", 1, zlib("1.1", "A package"));
    ship("nixos-26.05", 2, zlib("1.2", "A package"));
    PackageHistory.OfAttribute zlib = histories.of("zlib");
    assertThat(zlib.steps())
        .hasSize(27)
        .last()
        .extracting(step -> step.span().channel())
        .isEqualTo("nixos-26.05");
    assertThat(zlib.steps().get(24).span().version()).isEqualTo("1.6");
    assertThat(version(zlib.steps().get(24).change())).isEqualTo("1.5-1.6");
    assertThat(zlib.stepCounts())
        .containsExactly(
            new PackageHistory.StepCount("nixos-unstable", 30),
            new PackageHistory.StepCount("nixos-26.05", 2));
    assertThat(zlib.carried()).as("every version").hasSize(32);
  }

  @Test
  void allStepsOfAChannelComeInPages() {
    for (int day = 1; day <= 5; day++) {
      ship("nixos-unstable", day, zlib("1." + day, "A package"));
      ship("nixpkgs-unstable", day, zlib("1." + day, "A package"));
    }
    List<String> pages = new ArrayList<>();
    String next = "";
    while (next != null) {
      Page<PackageStep> page = histories.steps("zlib", "nixos-unstable", Cursor.parse(next, 1), 2);
      assertThat(page.total()).isEqualTo(5);
      pages.add(
          page.items().stream()
              .map(step -> version(step.change()))
              .collect(Collectors.joining(" ")));
      next = page.next();
    }
    assertThat(pages).containsExactly("1.4-1.5 1.3-1.4", "1.2-1.3 1.1-1.2", "new");
  }

  private static NixPackage zlib(String version, String description) {
    return new NixPackage(
        "zlib",
        "zlib-" + version,
        "zlib",
        version,
        Packages.metadata(description, List.of()),
        null);
  }

  private static String version(@Nullable PackageChange change) {
    if (change == null) {
      return "new";
    }
    PackageChange.Version version = change.version();
    return version == null ? "same" : version.before() + "-" + version.after();
  }
}
