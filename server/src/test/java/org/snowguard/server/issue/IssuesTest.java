package org.snowguard.server.issue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.snowguard.core.issue.CloseReason;
import org.snowguard.core.issue.IssueState;
import org.snowguard.core.triage.Priority;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.activity.Event;
import org.snowguard.server.activity.EventFilter;
import org.snowguard.server.issue.content.ChannelState;
import org.snowguard.server.issue.content.IssueContent;
import org.snowguard.server.issue.content.IssueFinding;
import org.snowguard.server.nixpkgs.Packages;
import org.snowguard.server.suggestion.TriageWorld;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.Conflict;

class IssuesTest {

  private static final String ID = "CVE-2024-0001";
  private static final String STABLE = "nixos-26.05";

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private TriageWorld world;
  private long issue;

  @BeforeEach
  void arrange() {
    world = new TriageWorld(database);
    world.ship(TriageWorld.UNSTABLE, Packages.of("zlib 1.3"), Packages.of("zlib_old 1.2"));
    world.ship(STABLE, Packages.of("zlib 1.3.1"));
    world.group("zlib", "zlib", "zlib_old");
    world.take(
        world.record(ID, "A flaw in zlib"),
        world.suggest(
            ID,
            "zlib",
            0.99,
            (channel, attribute) ->
                channel.equals(STABLE) ? Verdict.NOT_AFFECTED : Verdict.AFFECTED));
    issue =
        Objects.requireNonNull(world.triage.accept(world.card(ID).seen(), world.alice).draft())
            .issueId();
  }

  private IssueContent content() {
    return world.issues.content(issue).orElseThrow();
  }

  private void publish(String publicId) {
    world.issues.publish(issue, content().revision(), publicId, world.alice);
  }

  @Test
  void contentTellsWhereEachPackageStands() {
    IssueContent content = content();
    assertThat(content.state()).isEqualTo(IssueState.DRAFT);
    assertThat(content.vulnerabilities()).extracting("id").containsExactly(ID);
    assertThat(content.subjects()).extracting("name").containsExactly("zlib");
    assertThat(content.findings())
        .extracting(IssueFinding::channel, IssueFinding::attribute, IssueFinding::verdict)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(TriageWorld.UNSTABLE, "zlib", Verdict.AFFECTED),
            org.assertj.core.groups.Tuple.tuple(TriageWorld.UNSTABLE, "zlib_old", Verdict.AFFECTED),
            org.assertj.core.groups.Tuple.tuple(STABLE, "zlib", Verdict.NOT_AFFECTED));
    assertThat(content.priority()).isEqualTo(content.proposedPriority()).isEqualTo(Priority.P1);
    assertThat(world.issues.openIn(issue))
        .extracting(ChannelState::channel)
        .containsExactly(TriageWorld.UNSTABLE);
  }

  @Test
  void publishedIssueIsFoundByItsPublicId() {
    assertThat(world.issues.findPublic("NIXPKGS-2026-0001")).isEmpty();
    publish("NIXPKGS-2026-0001");
    assertThat(world.issues.findPublic("NIXPKGS-2026-0001").orElseThrow().id()).isEqualTo(issue);
    assertThat(content().moments().publishedBy()).isEqualTo(world.alice);
    assertThat(kinds()).startsWith("issue.published");
  }

  @Test
  void exactlyWhatWasSeenIsPublished() {
    assertThatExceptionOfType(Conflict.class)
        .isThrownBy(
            () ->
                world.issues.publish(
                    issue, content().revision() - 1, "NIXPKGS-2026-0001", world.alice))
        .withMessageContaining("somebody changed it since");
    assertThat(content().state()).isEqualTo(IssueState.DRAFT);
  }

  @Test
  void aPublicIdIsGivenOnce() {
    publish("NIXPKGS-2026-0001");
    long first = issue;
    issue = world.draft("CVE-2024-0002", "zlib");
    assertThatExceptionOfType(Conflict.class)
        .isThrownBy(() -> publish("NIXPKGS-2026-0001"))
        .withMessageContaining("another issue has this id");
    assertThat(world.issues.findPublic("NIXPKGS-2026-0001").orElseThrow().id()).isEqualTo(first);
  }

  @Test
  void lifeOfAnIssue() {
    publish("NIXPKGS-2026-0001");
    world.issues.markClosedOnGitHub(issue, world.clock.instant());
    world.issues.markClosedOnGitHub(issue, world.clock.instant());
    assertThat(content().moments().closedOnGitHubAt()).isEqualTo(world.clock.instant());
    world.issues.close(issue, CloseReason.FIXED, "both channels have it", null);
    assertThat(content().state()).isEqualTo(IssueState.CLOSED);
    assertThat(content().closeReason()).isEqualTo(CloseReason.FIXED);
    world.issues.reopen(issue, "came back", world.bob);
    assertThat(content().state()).isEqualTo(IssueState.PUBLISHED);
    assertThat(content().closeReason()).isNull();
    assertThat(content().moments().closedOnGitHubAt()).isNull();
    assertThat(kinds())
        .containsSubsequence(
            "issue.reopened", "issue.closed", "issue.closed_on_github", "issue.published")
        .containsOnlyOnce("issue.closed_on_github");
  }

  @Test
  void onlyPeopleSayWhatDoesNotFollowFromPackages() {
    publish("NIXPKGS-2026-0001");
    assertThatExceptionOfType(Conflict.class)
        .isThrownBy(() -> world.issues.close(issue, CloseReason.WILL_NOT_FIX, null, null))
        .withMessageContaining("for people to say");
    assertThatExceptionOfType(BadInput.class)
        .isThrownBy(() -> world.issues.close(issue, CloseReason.DUPLICATE, null, world.alice))
        .withMessageContaining("duplicate of");
    assertThatExceptionOfType(BadInput.class)
        .isThrownBy(() -> world.issues.closeAsDuplicate(issue, issue, null, world.alice));
    assertThat(content().state()).isEqualTo(IssueState.PUBLISHED);
  }

  @Test
  void listenerThatFailsUndoesTheMove() {
    world.issueListeners.add(
        new IssueListener() {
          @Override
          public void published(long issueId, String publicId, long actor) {
            throw new IllegalStateException("no room");
          }
        });
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> publish("NIXPKGS-2026-0001"));
    assertThat(content().state()).isEqualTo(IssueState.DRAFT);
    assertThat(kinds()).doesNotContain("issue.published");
  }

  @Test
  void listenersAreToldInOrder() {
    List<String> told = new ArrayList<>();
    world.issueListeners.add(
        new IssueListener() {
          @Override
          public void published(long issueId, String publicId, long actor) {
            told.add("published " + publicId);
          }

          @Override
          public void closed(long issueId, CloseReason reason, @Nullable Long actor) {
            told.add("closed " + reason.text());
          }

          @Override
          public void reopened(long issueId, @Nullable Long actor) {
            told.add("reopened");
          }
        });
    publish("NIXPKGS-2026-0001");
    world.issues.close(issue, CloseReason.NOT_AFFECTED, null, null);
    world.issues.reopen(issue, null, null);
    assertThat(told)
        .containsExactly("published NIXPKGS-2026-0001", "closed not_affected", "reopened");
  }

  private List<String> kinds() {
    return world.events.latest(EventFilter.ofSubject(Issues.SUBJECT, issue), null, 50).stream()
        .map(Event::kind)
        .toList();
  }
}
