package org.snowguard.server.issue.edit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.snowguard.core.triage.Remediation;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.issue.content.IssueFinding;
import org.snowguard.server.issue.content.PersonToTell;
import org.snowguard.server.issue.edit.IssueField.Kind;
import org.snowguard.server.issue.edit.IssueField.Single;
import org.snowguard.server.suggestion.TriageWorld;

/** What an issue holds after people judged, put in and took out. */
class IssueContentEditsTest extends IssueEditing {

  @Test
  void overrideHoldsBesideTheMachine() {
    set(
        new IssueField.Judgement("", STABLE, "zlib"),
        new FieldValue("not_affected", "built without the feature"));
    IssueFinding stable = finding(STABLE, "zlib");
    assertThat(stable.verdict()).isEqualTo(Verdict.NOT_AFFECTED);
    assertThat(stable.reason()).isEqualTo("built without the feature");
    assertThat(stable.overriddenBy()).isEqualTo(world.alice);
    assertThat(stable.machine().verdict()).isEqualTo(Verdict.AFFECTED);
    assertThat(finding(TriageWorld.UNSTABLE, "zlib").verdict()).isEqualTo(Verdict.AFFECTED);
    assertThat(content().openIn()).extracting("channel").containsExactly(TriageWorld.UNSTABLE);
    set(new IssueField.Judgement("", STABLE, "zlib"), null);
    assertThat(finding(STABLE, "zlib").verdict()).isEqualTo(Verdict.AFFECTED);
  }

  /** The closest override holds: of a vulnerability before that of a channel before that of all. */
  @Test
  void closestOverrideHolds() {
    set(new IssueField.Judgement("", "", "zlib"), new FieldValue("unknown", "all"));
    set(new IssueField.Judgement("", STABLE, "zlib"), new FieldValue("patched", "channel"));
    set(new IssueField.Judgement(ID, "", "zlib"), new FieldValue("acknowledged", "id"));
    assertThat(finding(STABLE, "zlib").reason()).isEqualTo("id");
    set(new IssueField.Judgement(ID, "", "zlib"), null);
    assertThat(finding(STABLE, "zlib").reason()).isEqualTo("channel");
    assertThat(finding(TriageWorld.UNSTABLE, "zlib").reason()).isEqualTo("all");
  }

  private IssueFinding finding(String channel, String attribute) {
    return content().findings().stream()
        .filter(one -> one.channel().equals(channel) && one.attribute().equals(attribute))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void removedPackageStaysToBeSeenAndPutBack() {
    IssueField old = entry(Kind.PACKAGE, "zlib_old");
    set(old, FieldValue.removed("another upstream"));
    assertThat(content().findings()).extracting("attribute").doesNotContain("zlib_old");
    assertThat(content().takenAway())
        .singleElement()
        .satisfies(
            taken -> {
              assertThat(taken.name()).isEqualTo("zlib_old");
              assertThat(taken.reason()).isEqualTo("another upstream");
            });
    edits.putBack(issue, revision(), old, world.bob);
    assertThat(content().findings()).extracting("attribute").contains("zlib_old");
    assertThat(content().takenAway()).isEmpty();
  }

  @Test
  void whatWasAddedByHandComesBackAsSuch() {
    IssueField curl = entry(Kind.PROJECT, "curl");
    set(curl, FieldValue.added("vendors zlib"));
    set(curl, FieldValue.removed("no, it does not"));
    edits.putBack(issue, revision(), curl, world.alice);
    assertThat(content().subjects())
        .filteredOn(subject -> subject.name().equals("curl"))
        .singleElement()
        .satisfies(subject -> assertThat(subject.reason()).isEqualTo("vendors zlib"));
  }

  @Test
  void whatIsAddedByHandConcernsAllOfTheIssue() {
    set(entry(Kind.PACKAGE, "curl"), FieldValue.added("vendors zlib"));
    IssueFinding curl = finding(TriageWorld.UNSTABLE, "curl");
    assertThat(curl.vulnerability()).isEqualTo(ID);
    assertThat(curl.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(curl.machine().code()).isEqualTo("not_linked");
    set(entry(Kind.VULNERABILITY, "cve-2024-7777"), FieldValue.added(""));
    assertThat(content().vulnerabilities()).extracting("id").containsExactly(ID, "CVE-2024-7777");
    assertThat(content().vulnerabilities().getLast().number()).as("not read yet").isNull();
    assertThat(content().findings())
        .filteredOn(finding -> "CVE-2024-7777".equals(finding.vulnerability()))
        .extracting("attribute")
        .contains("zlib", "zlib_old", "curl");
  }

  @Test
  void peopleOfAffectedPackagesAreToldOnce() {
    assertThat(content().people())
        .containsExactly(new PersonToTell(7, "Carol", List.of("zlib", "zlib_old"), false));
    set(entry(Kind.MAINTAINER, "dave"), FieldValue.added("knows it"));
    set(entry(Kind.MAINTAINER, "7"), FieldValue.removed("away until May"));
    set(entry(Kind.TEAM, "NixOS/security"), FieldValue.added(""));
    assertThat(content().people()).containsExactly(new PersonToTell(8, "Dave", List.of(), true));
    assertThat(content().teams()).containsExactly("NixOS/security");
    edits.putBack(issue, revision(), entry(Kind.MAINTAINER, "7"), world.alice);
    set(
        new IssueField.Judgement("", "", "zlib_old"),
        new FieldValue("not_affected", "too old to hold it"));
    assertThat(content().people().getFirst().packages()).containsExactly("zlib");
  }

  @Test
  void machineProposesUntilPeopleSay() {
    assertThat(content().remediationByHand()).isFalse();
    set(Single.REMEDIATION, FieldValue.of("remove_or_mark_insecure"));
    set(Single.ASSIGNEE, FieldValue.of(String.valueOf(world.bob)));
    assertThat(content().remediation()).isEqualTo(Remediation.Kind.REMOVE_OR_MARK_INSECURE);
    assertThat(content().proposedRemediation()).isEqualTo(Remediation.Kind.BUMP);
    assertThat(content().hands().assignee()).isEqualTo(world.bob);
    set(Single.REMEDIATION, FieldValue.of(""));
    assertThat(content().remediation()).isEqualTo(Remediation.Kind.BUMP);
  }
}
