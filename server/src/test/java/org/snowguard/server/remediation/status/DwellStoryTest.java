package org.snowguard.server.remediation.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.snowguard.core.dwell.DwellStart;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.metrics.DwellFigures;
import org.snowguard.server.metrics.DwellFilter;
import org.snowguard.server.metrics.DwellTimes;
import org.snowguard.server.metrics.DwellWait;
import org.snowguard.server.nixpkgs.Packages;

/** How long users waited, by the statuses of a story. */
class DwellStoryTest extends DwellStory {

  /** Public on the 2nd with a fixed version, known on the 3rd; fixed on the 13th and the 20th. */
  @Test
  void dwellTimesEqualTheTable() {
    tell();
    day(25);
    DwellTimes times = new DwellTimes(world.jdbi, world.transactions, world.clock);

    assertThat(waits(times.of(from(DwellStart.PUBLIC))))
        .containsExactly(
            "all 2/2 11.0 18.0", "nixos-26.05 1/1 18.0 18.0", "nixos-unstable 1/1 11.0 11.0");
    assertThat(waits(times.of(from(DwellStart.NOTIFIED))))
        .containsExactly(
            "all 2/2 10.0 17.0", "nixos-26.05 1/1 17.0 17.0", "nixos-unstable 1/1 10.0 10.0");
    assertThat(waits(times.of(from(DwellStart.UPSTREAM_FIX))))
        .containsExactly(
            "all 2/2 11.0 18.0", "nixos-26.05 1/1 18.0 18.0", "nixos-unstable 1/1 11.0 11.0");
    assertThat(within(times.of(DwellFilter.ALL)))
        .containsExactly("unstable 0.0", "stable 0.0", "nixos-26.05 0.0", "nixos-unstable 0.0");
    assertThat(times.of(DwellFilter.ALL).stages())
        .extracting(stage -> "%s %s %s".formatted(stage.to(), stage.passed(), stage.medianDays()))
        .containsExactly(
            "suggestion 2 1.0",
            "draft 2 0.0",
            "published 2 1.0",
            "pull_request 2 6.0",
            "merged 2 1.0",
            "branch 2 0.0",
            "channel 2 2.0");
  }

  /** Where it is told. */
  private static List<String> within(DwellFigures figures) {
    return figures.groups().stream()
        .filter(group -> group.withinTenDays() != null)
        .map(group -> group.name() + " " + group.withinTenDays())
        .toList();
  }

  private static List<String> waits(DwellFigures figures) {
    return figures.groups().stream()
        .filter(group -> group.kind().equals("all") || group.kind().equals("channel"))
        .map(
            group ->
                "%s %d/%d %s %s"
                    .formatted(
                        group.name(),
                        group.fixed(),
                        group.waits(),
                        group.medianDays(),
                        group.p90Days()))
        .toList();
  }

  @Test
  void whatWaitsStillIsCensored() {
    day(3);
    draft();
    publish();
    day(12);
    DwellFigures figures =
        new DwellTimes(world.jdbi, world.transactions, world.clock).of(DwellFilter.ALL);

    assertThat(waits(figures).getFirst()).isEqualTo("all 0/2 null null");
    assertThat(figures.censored())
        .filteredOn(count -> count.count() > 0)
        .extracting(count -> count.kind() + " " + count.count())
        .containsExactly("open 2");
  }

  /** Two days in, nobody can tell; in the end one of two releases was fixed in time. */
  @Test
  void withinTenDaysIsToldOnceItCanBeKnown() {
    world.ship("nixos-25.11", Packages.of("zlib 1.1"));
    support("nixos-25.11", "stable", "2026-12-31");
    day(3);
    draft();
    publish();
    day(4);
    assertThat(within(times().of(DwellFilter.ALL))).isEmpty();
    day(5);
    world.ship(STABLE, Packages.of("zlib 1.4"));
    judge(Verdict.AFFECTED, Verdict.NOT_AFFECTED);
    keeping.keep(issue);
    assertThat(within(times().of(DwellFilter.ALL))).containsExactly("nixos-26.05 1.0");
    day(11);
    assertThat(within(times().of(DwellFilter.ALL))).containsExactly("nixos-26.05 1.0");
    day(12);
    assertThat(within(times().of(DwellFilter.ALL)))
        .containsExactly(
            "unstable 0.0",
            "stable 0.5",
            "nixos-25.11 0.0",
            "nixos-26.05 1.0",
            "nixos-unstable 0.0");
    assertThat(within(times().of(from(DwellStart.NOTIFIED)))).isEmpty();
  }

  @Test
  void eachWaitIsListedWithItsStages() {
    tell();
    day(25);

    assertThat(listed(DwellFilter.ALL, ""))
        .containsExactly("nixos-26.05 fixed 02 20 18.0", "nixos-unstable fixed 02 13 11.0");
    assertThat(listed(DwellFilter.ALL, "censored")).isEmpty();
    DwellWait unstable = times().waits(DwellFilter.ALL, Optional.empty()).getLast();
    assertThat(unstable.milestones().entrySet())
        .extracting(entry -> entry.getKey() + " " + dayOf(entry.getValue()))
        .containsExactly(
            "public 02",
            "suggestion 03",
            "draft 03",
            "published 04",
            "pull_request 10",
            "merged 11",
            "branch 11",
            "channel 13");
    assertThat(unstable.stages())
        .extracting(stage -> "%s %s %s".formatted(stage.to(), stage.days(), stage.passed()))
        .containsExactly(
            "suggestion 1.0 true",
            "draft 0.0 true",
            "published 1.0 true",
            "pull_request 6.0 true",
            "merged 1.0 true",
            "branch 0.0 true",
            "channel 2.0 true");
  }

  @Test
  void oneIssueOrPackageCanBeAskedFor() {
    tell();
    day(25);

    assertThat(listed(asked("issue", "NIXPKGS-2026-0001"), "")).hasSize(2);
    assertThat(listed(asked("issue", "NIXPKGS-2026-0002"), "")).isEmpty();
    assertThat(times().of(asked("issue", "NIXPKGS-2026-0002")).all().waits()).isZero();
    assertThat(listed(asked("package", "zlib"), "")).hasSize(2);
    assertThat(listed(asked("channel", STABLE), "fixed")).hasSize(1);
    assertThat(times().of(DwellFilter.ALL).groups("package"))
        .extracting(group -> group.name() + " " + group.fixed())
        .containsExactly("zlib 2");
  }

  /** What does not stamp is read again at the full hour. */
  @Test
  void aSeverityThatChangedCountsFromTheNextHour() {
    day(3);
    draft();
    publish();
    DwellTimes times = times();
    assertThat(severities(times)).containsExactly("critical 2");
    world.jdbi.useHandle(handle -> handle.execute("update vulnerability set severity = 'low'"));
    world.clock.advance(Duration.ofHours(1));
    assertThat(severities(times)).containsExactly("low 2");
  }

  private static List<String> severities(DwellTimes times) {
    return times.of(DwellFilter.ALL).groups("severity").stream()
        .map(group -> group.name() + " " + group.waits())
        .toList();
  }

  /** Who reads while something is written keeps nothing old for later. */
  @Test
  void whatIsWrittenCountsOnceItIsCommitted() {
    day(3);
    draft();
    publish();
    DwellTimes times = times();
    world.transactions.run(
        () -> {
          world.ship(STABLE, Packages.of("zlib 1.4"));
          judge(Verdict.AFFECTED, Verdict.NOT_AFFECTED);
          keeping.keep(issue);
          assertThat(CompletableFuture.supplyAsync(() -> times.of(DwellFilter.ALL)).join())
              .extracting(figures -> figures.all().fixed())
              .isEqualTo(0);
        });
    assertThat(times.of(DwellFilter.ALL).all().fixed()).isEqualTo(1);
  }
}
