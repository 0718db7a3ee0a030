package org.snowguard.server.remediation.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.snowguard.core.dwell.DwellStart;
import org.snowguard.server.metrics.DwellFigures;
import org.snowguard.server.metrics.DwellFilter;
import org.snowguard.server.metrics.DwellTimes;

/** How long users waited, by the statuses of a story. */
class DwellStoryTest extends StatusStory {

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
    assertThat(times.of(DwellFilter.ALL).all().withinTenDays()).isEqualTo(0.0);
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
}
