package org.snowguard.server.remediation.status;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.metrics.DwellFilter;
import org.snowguard.server.metrics.DwellTimes;
import org.snowguard.server.metrics.DwellWait;
import org.snowguard.server.metrics.WaitState;
import org.snowguard.server.nixpkgs.Packages;

/** A story whose waits are read one by one. */
abstract class DwellStory extends StatusStory {

  /** Channel, how it stands, first and last day, days. */
  List<String> listed(DwellFilter filter, String state) {
    return times().waits(filter, WaitState.of(state)).stream()
        .map(
            wait ->
                "%s %s %s %s %s"
                    .formatted(
                        wait.channel(),
                        wait.state(),
                        dayOf(wait.startedAt()),
                        dayOf(wait.endedAt()),
                        wait.days()))
        .toList();
  }

  static String dayOf(@Nullable Instant at) {
    return at == null ? "-" : at.toString().substring(8, 10);
  }

  static DwellFilter asked(String name, String value) {
    return DwellFilter.of(Map.of(name, value));
  }

  static DwellFilter asked(String one, String first, String other, String second) {
    return DwellFilter.of(Map.of(one, first, other, second));
  }

  DwellTimes times() {
    return new DwellTimes(world.jdbi, world.transactions, world.clock);
  }

  DwellWait wait(DwellFilter filter) {
    return times().waits(filter, Optional.empty()).getFirst();
  }

  /** Whatever the calendar says. */
  void support(String channel, String status, String lastDay) {
    world.jdbi.useHandle(
        handle ->
            handle.execute(
                "update channel set status = ?, end_of_life_on = ?::date where name = ?",
                status,
                lastDay,
                channel));
  }

  void shipFixed() {
    world.ship(STABLE, Packages.of("zlib 1.4"));
    judge(Verdict.AFFECTED, Verdict.NOT_AFFECTED);
    keeping.keep(issue);
  }
}
