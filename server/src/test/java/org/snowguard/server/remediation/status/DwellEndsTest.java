package org.snowguard.server.remediation.status;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.snowguard.core.dwell.Milestone;
import org.snowguard.core.issue.CloseReason;
import org.snowguard.server.metrics.DwellFilter;
import org.snowguard.server.suggestion.TriageWorld;

/** How waits end otherwise than by what a channel ships, and what counts for none. */
class DwellEndsTest extends DwellStory {

  /** Supported until the 5th: the wait ended with it, whatever was shipped or said later. */
  @ParameterizedTest
  @CsvSource({
    "open,    nixos-26.05 end_of_life 02 06 4.0",
    "shipped, nixos-26.05 end_of_life 02 06 4.0",
    "closed,  nixos-26.05 end_of_life 02 06 4.0",
    "early,   nixos-26.05 fixed 02 04 2.0",
  })
  void endOfLifeEndsAWait(String how, String expected) {
    day(3);
    draft();
    publish();
    if (how.equals("early")) {
      day(4);
      shipFixed();
    }
    day(9);
    if (how.equals("shipped")) {
      shipFixed();
    }
    if (how.equals("closed")) {
      issues.close(issue, CloseReason.WILL_NOT_FIX, "it is over", world.alice);
    }
    support(STABLE, "end_of_life", "2026-11-05");
    assertThat(listed(asked("channel", STABLE), "")).containsExactly(expected);
  }

  /** Closing says that the work is done, not what channels ship. */
  @Test
  void closingAsFixedFixesNothingThatIsShipped() {
    day(3);
    draft();
    publish();
    day(5);
    shipFixed();
    day(6);
    issues.close(issue, CloseReason.FIXED, "done", world.alice);
    assertThat(statuses.ofIssue(issue))
        .extracting(row -> row.channel() + " " + row.status().text())
        .containsExactly("nixos-unstable affected", "nixos-26.05 fixed");
    assertThat(listed(DwellFilter.ALL, ""))
        .containsExactly("nixos-26.05 fixed 02 05 3.0", "nixos-unstable open 02 - 4.0");
    assertThat(stages()).isEqualTo("nixos-unstable fixed_upstream");
  }

  @ParameterizedTest
  @EnumSource(names = {"DUPLICATE", "WITHDRAWN"})
  void whatWasToldTwiceOrByMistakeWaitsForNothing(CloseReason reason) {
    day(3);
    draft();
    publish();
    assertThat(listed(DwellFilter.ALL, "open")).hasSize(2);
    day(5);
    if (reason == CloseReason.DUPLICATE) {
      long other = world.draft("CVE-2026-0002", "zlib");
      issues.closeAsDuplicate(issue, other, "see the other one", world.alice);
    } else {
      issues.close(issue, reason, "told by mistake", world.alice);
    }
    assertThat(stages()).isEmpty();
    assertThat(statuses.workLists(true)).allMatch(count -> count.rows() == 0);
    assertThat(listed(DwellFilter.ALL, "")).isEmpty();
    assertThat(times().of(DwellFilter.ALL).all().waits()).isZero();
    day(6);
    issues.reopen(issue, null, world.alice);
    assertThat(stages()).isEqualTo("nixos-26.05 fixed_upstream, nixos-unstable fixed_upstream");
    assertThat(listed(DwellFilter.ALL, "open")).hasSize(2);
  }

  /** Opened on the 1st, before the record that names a version was published. */
  @Test
  void aRefutedPullRequestIsNoFixThatWasKnown() {
    day(3);
    draft();
    publish();
    pull(10, "master", 1);
    DwellFilter unstable = asked("channel", TriageWorld.UNSTABLE, "start", "upstream_fix");
    assertThat(listed(unstable, "")).containsExactly("nixos-unstable open 01 - 2.0");
    judgeFix(10, "REFUTED");
    assertThat(listed(unstable, "")).containsExactly("nixos-unstable open 02 - 1.0");
  }

  /** Followed from the 20th: what was there had landed before, and not on that day. */
  @Test
  void whatWasThereBeforeWeLookedHasTheTimeOfItsMerge() {
    day(3);
    draft();
    publish();
    pull(10, "master", 4);
    merge(10, COMMIT, 5);
    find(COMMIT, "master", 20);
    DwellFilter unstable = asked("channel", TriageWorld.UNSTABLE);
    assertThat(dayOf(wait(unstable).at(Milestone.BRANCH))).isEqualTo("05");
    find(COMMIT, TriageWorld.UNSTABLE, 21);
    confirm(10);
    assertThat(statuses.ofIssue(issue).getFirst().how().code().text()).isEqualTo("landing");
    assertThat(listed(unstable, "")).containsExactly("nixos-unstable no_end - - null");
    assertThat(times().of(unstable).leftOut())
        .filteredOn(count -> count.count() > 0)
        .extracting(count -> count.kind() + " " + count.count())
        .containsExactly("no_end 1");
    day(22);
    keeping.keep(issue);
    assertThat(listed(unstable, "")).containsExactly("nixos-unstable no_end - - null");
  }

  @Test
  void whatStagingHadBeforeWeLookedTellsNoTimeOfTheBranch() {
    day(3);
    draft();
    publish();
    pull(10, "staging", 4);
    merge(10, COMMIT, 5);
    find(COMMIT, "master", 20);
    assertThat(wait(asked("channel", TriageWorld.UNSTABLE)).at(Milestone.BRANCH)).isNull();
  }
}
