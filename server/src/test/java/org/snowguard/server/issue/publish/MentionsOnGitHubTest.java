package org.snowguard.server.issue.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.TestServer;
import org.snowguard.server.github.outbox.Delivery;
import org.snowguard.server.github.outbox.GitHubOutbox;
import org.snowguard.server.nixpkgs.Packages;
import org.snowguard.server.suggestion.Drafts.Draft;
import org.snowguard.server.suggestion.QueueCard;
import org.snowguard.server.suggestion.TriageWorld;
import org.snowguard.server.web.Role;

/** Who is mentioned, and how often. */
class MentionsOnGitHubTest extends Publishing {

  @Test
  void nobodyIsMentionedWhileAMaintainerDisputes() {
    long issue = draft(ID, Verdict.AFFECTED);
    long carol = world.accounts.add("carol", Set.of(Role.MAINTAINER)).number();
    // Every package of these tests has this maintainer.
    world.jdbi.useHandle(
        handle -> handle.execute("update account set github_id = 17 where account_id = ?", carol));
    world.refutations.refute(
        world.card(ID).id(),
        "zlib",
        "not_affected",
        "built without it",
        Objects.requireNonNull(world.accounts.find(carol)));
    assertThat(alice.get("/issue/" + issue + "/publish").body())
        .contains("Nobody is mentioned: a maintainer disputes")
        .doesNotContain("Maintainer 17 is mentioned");
    number(publish(issue));
    assertThat(new MentionStore(world.jdbi).mentionedBy(issue)).isEmpty();
  }

  @Test
  void theSixthMentionOfADayWaitsForTheDigest() {
    MentionStore mentions = new MentionStore(world.jdbi);
    for (int i = 1; i <= 6; i++) {
      number(publish(draft("CVE-2024-100" + i, Verdict.AFFECTED)));
    }
    long sixth = issues.list("published", null, 1).items().getFirst().id();
    assertThat(mentions.mentionedBy(sixth)).isEmpty();
    deliver(sixth);
    digest(issue -> issue == sixth).tell();
    assertThat(comments()).as("a maintainer disputes it").isEmpty();
    digest(issue -> false).tell();
    digest(issue -> false).tell();
    assertThat(comments()).containsExactly(77L);
    assertThat(mentions.since(Instant.now(), List.of(17L)))
        .as("the comment counts for its day")
        .containsEntry(17L, 1);
    SERVER.bean(PublishedIssues.class).refresh(sixth);
    assertThat(mentions.mentionedBy(sixth)).as("a comment told them").isEmpty();
    assertThat(outbox.of("issue/" + sixth + "/body")).as("no body mentions anew").isEmpty();
  }

  /** Released later, mentions would go beyond what somebody is told in a day. */
  @Test
  void whatIsHeldBackMentionsNobody() {
    try (TestServer dry =
        TestServer.start(Map.of("snowguard.github.repository", "example/pkgs"))
            .withoutBackgroundWork()) {
      TriageWorld there = new TriageWorld(dry.database());
      there.ship(TriageWorld.UNSTABLE, Packages.of("zlib 1.3"));
      QueueCard card = there.suggested(ID, "zlib", 0.99, Verdict.AFFECTED);
      Draft draft = Objects.requireNonNull(there.triage.accept(card.seen(), there.alice).draft());
      Publications publications = dry.bean(Publications.class);
      Preview preview = publications.preview(draft.issueId());
      assertThat(preview.mentions().now()).containsExactly(17L);
      publications.publish(
          new Publications.Wanted(
              draft.issueId(),
              preview.issue().revision(),
              preview.fingerprint(),
              Set.of("patches-unread"),
              null),
          there.alice);
      String subject = "issue/" + draft.issueId();
      assertThat(dry.bean(GitHubOutbox.class).of(subject).orElseThrow().state())
          .isInstanceOfSatisfying(
              Delivery.State.Withheld.class,
              held -> assertThat(held.text()).contains("Maintainer 17").doesNotContain("@"));
      GitHubSide side = new PublicationStore(there.jdbi).side(draft.issueId()).orElseThrow();
      assertThat(side.body()).doesNotContain("@[");
    }
  }
}
