package org.snowguard.server.remediation.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.metrics.DwellFigures;
import org.snowguard.server.metrics.DwellFilter;
import org.snowguard.server.metrics.DwellTimes;
import org.snowguard.server.nixpkgs.Packages;
import org.snowguard.server.suggestion.TriageWorld;

/** What is taken up only after a channel has moved on. The flaw is public on the 2nd. */
class EarlierVersionsTest extends StatusStory {

  /** Public on the 2nd, seen affected on the 3rd, fixed on the 4th, taken up on the 5th. */
  @Test
  void aFixThatCameBeforeTheDraftIsAFix() {
    day(3);
    judge(Verdict.AFFECTED, Verdict.AFFECTED);
    day(4);
    bump("1.4", Verdict.NOT_AFFECTED);
    day(5);
    accept();
    assertThat(history())
        .containsExactly(
            "02 nixos-26.05:  -> affected by version", "04 nixos-unstable:  -> fixed by version");
    publish();
    assertThat(
            waits(new DwellTimes(world.jdbi, world.transactions, world.clock).of(DwellFilter.ALL)))
        .containsExactly("nixos-26.05 0/1 null", "nixos-unstable 1/1 2.0");
  }

  /** As long as there is no index, nobody can tell. */
  @Test
  void aFixThatIsLearntOfLateKeepsItsDay() {
    day(3);
    judge(Verdict.AFFECTED, Verdict.AFFECTED);
    day(4);
    bump("1.4", Verdict.NOT_AFFECTED);
    day(5);
    world.ship(TriageWorld.UNSTABLE, Packages.of("zlib 1.4"));
    accept();
    assertThat(history()).contains("04 nixos-unstable:  -> not_affected by version");
    day(8);
    world.index();
    keeping.keep(issue);
    assertThat(history()).endsWith("04 nixos-unstable: not_affected -> fixed by version");
    assertThat(affectedSince()).isEqualTo(at(1));
  }

  /** Public on the 2nd; the channel had moved on when the record was read. */
  @Test
  void aFixThatCameBeforeTheRecordWasReadIsAFix() {
    day(3);
    world.ship(TriageWorld.UNSTABLE, Packages.of("zlib 1.4"));
    day(4);
    judge(Verdict.NOT_AFFECTED, Verdict.AFFECTED);
    day(5);
    accept();
    assertThat(history())
        .containsExactly(
            "02 nixos-26.05:  -> affected by version", "03 nixos-unstable:  -> fixed by version");
  }

  /** Public on the 2nd, at noon of the 1st the affected version was gone. */
  @Test
  void whatHadLeftBeforeTheWorldKnewNeverWaited() {
    world.clock.advance(Duration.ofHours(12));
    world.ship(TriageWorld.UNSTABLE, Packages.of("zlib 1.4"));
    day(4);
    judge(Verdict.NOT_AFFECTED, Verdict.AFFECTED);
    accept();
    assertThat(history()).contains("01 nixos-unstable:  -> not_affected by version");
  }

  /** The 1.3 of the 1st was affected already. */
  @Test
  void whatIsStillAffectedIsSoSinceItsFirstAffectedVersion() {
    day(3);
    judge(Verdict.AFFECTED, Verdict.AFFECTED);
    day(4);
    bump("1.3.1", Verdict.AFFECTED);
    day(5);
    accept();
    assertThat(affectedSince()).isEqualTo(at(1));
  }

  private Instant affectedSince() {
    return new StatusStore(world.jdbi)
        .ofIssues(List.of(issue)).stream()
            .filter(row -> row.channel().equals(TriageWorld.UNSTABLE))
            .map(KeptRow::affectedSince)
            .map(Objects::requireNonNull)
            .findFirst()
            .orElseThrow();
  }

  /** The record is corrected: 1.3 never was affected, whatever was said while it stood there. */
  @Test
  void aRecordThatIsCorrectedTakesBackWhatWasSeen() {
    day(3);
    judge(Verdict.AFFECTED, Verdict.AFFECTED);
    world.earlier.lookBack(List.of(ID), List.of("zlib"));
    day(4);
    world.ship(TriageWorld.UNSTABLE, Packages.of("zlib 1.4"));
    world.take(
        world.record(
            ID,
            "A flaw in zlib before 1.3",
            json ->
                publishedOnTheSecond(json).replace("\"lessThan\":\"1.4\"", "\"lessThan\":\"1.3\"")),
        world.suggest(
            ID,
            "zlib",
            0.99,
            (channel, attribute) ->
                channel.equals(STABLE) ? Verdict.AFFECTED : Verdict.NOT_AFFECTED));
    day(5);
    accept();
    assertThat(history()).contains("04 nixos-unstable:  -> not_affected by version");
  }

  private List<String> history() {
    return statuses.history(issue).stream()
        .map(
            change ->
                "%s %s: %s -> %s by %s"
                    .formatted(
                        change.at().toString().substring(8, 10),
                        change.channel(),
                        change.before() == null ? "" : change.before().text(),
                        change.after() == null ? "" : change.after().text(),
                        change.how().code().text()))
        .toList();
  }

  private static List<String> waits(DwellFigures figures) {
    return figures.groups().stream()
        .filter(group -> group.kind().equals("channel"))
        .map(
            group ->
                "%s %d/%d %s"
                    .formatted(group.name(), group.fixed(), group.waits(), group.medianDays()))
        .toList();
  }
}
