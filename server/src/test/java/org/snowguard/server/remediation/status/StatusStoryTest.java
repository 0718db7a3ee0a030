package org.snowguard.server.remediation.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.snowguard.core.issue.CloseReason;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.issue.content.ChannelState;
import org.snowguard.server.nixpkgs.Packages;
import org.snowguard.server.suggestion.TriageWorld;

/** One flaw on its way through two channels; every day and every figure is written by hand. */
class StatusStoryTest extends StatusStory {

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

  @Test
  void everyChangeHasItsDayAndReason() {
    tell();

    assertThat(history())
        .containsExactly(
            "02 nixos-unstable:  -> affected by version",
            "02 nixos-26.05:  -> affected by version",
            "04 nixos-unstable: affected -> fix_proposed by pull_request",
            "06 nixos-unstable: fix_proposed -> fix_proposed by staging",
            "08 nixos-unstable: fix_proposed -> fix_merged by branch",
            "09 nixos-unstable: fix_merged -> affected by version",
            "10 nixos-unstable: affected -> fix_proposed by pull_request",
            "11 nixos-unstable: fix_proposed -> fix_merged by branch",
            "13 nixos-unstable: fix_merged -> fixed by version",
            "15 nixos-26.05: affected -> fix_proposed by pull_request",
            "16 nixos-26.05: fix_proposed -> fix_merged by branch",
            "20 nixos-26.05: fix_merged -> fixed by patch");
    assertThat(told).startsWith("nixos-unstable affected fix_proposed").hasSize(9);
  }

  @Test
  void aFixThatComesBackDoesSoWhenItIsSeen() {
    day(3);
    draft();
    pull(10, "master", 4);
    merge(10, COMMIT, 6);
    land(COMMIT, "master", 6, null);
    land(COMMIT, "master", 6, 8);
    day(11);
    land(COMMIT, "master", 6, null);
    assertThat(history())
        .endsWith(
            "08 nixos-unstable: fix_merged -> affected by version",
            "11 nixos-unstable: affected -> fix_merged by branch");
  }

  @Test
  void aChannelIsNotAffectedBeforeItsPackageMovesBack() {
    day(3);
    draft();
    pull(12, "release-26.05", 4);
    merge(12, BACKPORT, 5);
    land(BACKPORT, "release-26.05", 5, null);
    day(6);
    world.ship(STABLE, Packages.of("zlib 1.4"));
    judge(Verdict.AFFECTED, Verdict.NOT_AFFECTED);
    keeping.keep(issue);
    land(BACKPORT, "release-26.05", 5, 8);
    day(10);
    world.ship(STABLE, Packages.of("zlib 1.2"));
    judge(Verdict.AFFECTED, Verdict.AFFECTED);
    keeping.keep(issue);
    assertThat(history())
        .endsWith(
            "06 nixos-26.05: fix_merged -> fixed by version",
            "10 nixos-26.05: fixed -> affected by version");
  }

  @Test
  void fixOfAnOlderReleaseIsNoBackportThatANewerOneLacks() {
    day(3);
    draft();
    pull(14, "release-25.11", 4);
    merge(14, BACKPORT, 5);
    land(BACKPORT, "release-25.11", 5, null);
    assertThat(stages()).isEqualTo("nixos-26.05 fixed_upstream, nixos-unstable fixed_upstream");
  }

  @Test
  void whatIsHeldUpStandsInItsList() {
    day(3);
    draft();
    assertThat(stages()).isEqualTo("nixos-26.05 fixed_upstream, nixos-unstable fixed_upstream");
    pull(10, "staging", 4);
    assertThat(stages()).isEqualTo("nixos-26.05 fixed_upstream, nixos-unstable proposed");
    merge(10, COMMIT, 6);
    assertThat(stages())
        .isEqualTo("nixos-26.05 no_backport backport_needed, nixos-unstable in_staging");
    land(COMMIT, "master", 8, null);
    assertThat(stages())
        .isEqualTo("nixos-26.05 no_backport backport_needed, nixos-unstable in_branch");
    land(COMMIT, TriageWorld.UNSTABLE, 9, null);
    assertThat(stages())
        .isEqualTo(
            "nixos-26.05 no_backport backport_needed, nixos-unstable arrived closing_proposed");
    assertThat(statuses.workLists(true))
        .filteredOn(count -> count.rows() > 0)
        .extracting(count -> count.list() + " " + count.issues())
        .containsExactly("no_backport 1", "arrived 1", "closing_proposed 1", "backport_needed 1");
    // Strangers see no drafts.
    assertThat(statuses.workList(WorkFilter.all(), null, 50).items()).isEmpty();
    assertThat(statuses.workLists(false)).allMatch(count -> count.rows() == 0);
  }

  @Test
  void onlyAConfirmedFixEndsWhatTheVersionSays() {
    day(3);
    draft();
    pull(10, "master", 4);
    merge(10, COMMIT, 6);
    land(COMMIT, TriageWorld.UNSTABLE, 7, null);
    assertThat(openIn()).containsExactly(TriageWorld.UNSTABLE, STABLE);
    day(9);
    confirm(10);
    assertThat(openIn()).containsExactly(STABLE);
    assertThat(history()).endsWith("07 nixos-unstable: affected -> fixed by landing");
  }

  private List<String> openIn() {
    return issues.openIn(issue).stream().map(ChannelState::channel).toList();
  }

  @Test
  void whatPeopleDecideIsTheirs() {
    day(3);
    draft();
    publish();
    day(5);
    issues.close(issue, CloseReason.WILL_NOT_FIX, "nobody uses it", world.alice);
    assertThat(statuses.ofIssue(issue))
        .extracting(row -> row.status().text() + " " + row.how().code().text() + " " + row.since())
        .containsOnly("accepted_risk decision " + at(5));
    day(6);
    issues.reopen(issue, null, world.alice);
    assertThat(statuses.ofIssue(issue))
        .extracting(row -> row.status().text())
        .containsOnly("affected");
    assertThat(openIn()).containsExactly(TriageWorld.UNSTABLE, STABLE);
  }

  @Test
  void whatIsNotJudgedYetStandsAsItStood() {
    day(3);
    draft();
    day(5);
    world.ship(TriageWorld.UNSTABLE, Packages.of("zlib 1.4"));
    keeping.keep(issue);
    assertThat(history()).hasSize(2);
    assertThat(openIn()).containsExactly(TriageWorld.UNSTABLE, STABLE);
    assertThat(keeping.outOfDate(List.of(issue))).isEmpty();
  }

  @Test
  void lookingAgainChangesNothing() {
    tell();
    assertThat(keeping.outOfDate(List.of(issue))).isEmpty();
  }

  @Test
  void whatIsPublicSpeaksOfNoDraft() {
    day(3);
    judge(Verdict.UNKNOWN, Verdict.AFFECTED);
    issue =
        Objects.requireNonNull(world.triage.accept(world.card(ID).seen(), world.alice).draft())
            .issueId();
    keeping.keep(issue);
    assertThat(statuses.ofIssue(issue))
        .extracting(row -> row.status().text())
        .contains("under_investigation");
    assertThat(statuses.ofVulnerability(ID))
        .extracting(row -> row.channel() + " " + row.status().text() + " " + row.reviewed())
        .containsExactly("nixos-unstable unknown false", "nixos-26.05 affected false");
    publish();
    assertThat(statuses.ofPackage("zlib"))
        .extracting(row -> row.channel() + " " + row.status().text() + " " + row.reviewed())
        .containsExactly("nixos-unstable under_investigation true", "nixos-26.05 affected true");
  }

  /** One that nobody confirmed is in the channel; another is on its way: that one holds. */
  @Test
  void listAndTimesAreOfTheFixThatTheStatusNames() {
    day(3);
    draft();
    pull(10, "master", 4);
    merge(10, COMMIT, 5);
    land(COMMIT, "master", 5, null);
    land(COMMIT, TriageWorld.UNSTABLE, 6, null);
    assertThat(stages()).contains("nixos-unstable arrived closing_proposed");
    pull(11, "master", 8);
    assertThat(stages()).contains("nixos-unstable proposed");
    assertThat(unstable().row().how().text()).isEqualTo("#11 is open");
    assertThat(unstable().row().since()).isEqualTo(at(8));
    assertThat(unstable().pullRequest()).isEqualTo(11);
  }

  /** The draft is made when all that has happened. */
  @Test
  void firstLookHasTheTimeOfTheFixThatTheStatusNames() {
    day(3);
    judge(Verdict.AFFECTED, Verdict.AFFECTED);
    pull(10, "master", 4);
    merge(10, COMMIT, 5);
    land(COMMIT, TriageWorld.UNSTABLE, 6, null);
    pull(11, "master", 8);
    day(9);
    draft();
    assertThat(history()).contains("08 nixos-unstable:  -> fix_proposed by pull_request");
  }

  private WorkItem unstable() {
    return statuses.workList(new WorkFilter(null, null, null, true), null, 50).items().stream()
        .filter(item -> item.row().channel().equals(TriageWorld.UNSTABLE))
        .findFirst()
        .orElseThrow();
  }
}
