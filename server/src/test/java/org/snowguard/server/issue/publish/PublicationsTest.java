package org.snowguard.server.issue.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowguard.core.issue.IssueState;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.TestClient;
import org.snowguard.server.TestServer;
import org.snowguard.server.account.Accounts;
import org.snowguard.server.activity.Event;
import org.snowguard.server.activity.EventFilter;
import org.snowguard.server.github.outbox.GitHubOutbox;
import org.snowguard.server.nixpkgs.Packages;
import org.snowguard.server.suggestion.TriageWorld;
import org.snowguard.world.github.LiveText;

class PublicationsTest extends Publishing {

  @Test
  void publishesWhatThePreviewShows() {
    long issue = draft(ID, Verdict.AFFECTED);
    String preview = alice.get("/issue/" + issue + "/publish").body();
    assertThat(preview)
        .contains(
            "### Vulnerabilities", "| `zlib` | `1.3` | affected |", "Maintainer 17 is mentioned");
    int number = number(publish(issue));
    String page = alice.get("/issue/" + content(issue).publicId()).body();
    assertThat(page).contains("Pending: it is published here");
    assertThat(outbox.of("issue/" + issue).orElseThrow().title())
        .startsWith("NIXPKGS-")
        .contains("-%04d: ".formatted(number), "zlib");
    assertThat(world.events.latest(EventFilter.ofSubject("issue", issue), null, 9))
        .extracting(Event::kind)
        .contains("issue.published");
    deliver(issue);
    assertThat(alice.get("/issue/" + content(issue).publicId()).body()).contains(URL, "#77");
    assertThat(outbox.of("issue/" + issue + "/body")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "thanks @octocat, @octo-org/security, see #1, owner/repo#2 and GH-3",
        "fixed in 0123456789abcdef0123456789abcdef01234567 and deadbee",
        "https://github.com/owner/repo/issues/4 www.github.com/owner/repo/pull/5",
        "<img src=x onerror=alert(1)> <!-- snowguard:end --> </details> ![x](http://y.example/z)",
        "`@octocat` ``` @octocat | `x @octocat` \u202e@octocat"
      })
  void textOfRecordsDoesNothingOnGitHub(String text) {
    world.take(
        world.record(ID, text.replace("\"", "'")),
        world.suggest(ID, "zlib", 0.99, Verdict.AFFECTED));
    long issue =
        Objects.requireNonNull(world.triage.accept(world.card(ID).seen(), world.alice).draft())
            .issueId();
    number(publish(issue));
    deliver(issue);
    Preview preview = SERVER.bean(Publications.class).preview(issue);
    LiveText live = LiveText.of(Outgoing.shown(preview.body()));
    assertThat(live.mentions()).isEmpty();
    assertThat(live.references()).isEmpty();
    assertThat(live.tags()).isEmpty();
  }

  @Test
  void numbersHaveNoGaps() {
    int first = number(publish(draft(ID, Verdict.AFFECTED)));
    long refused = draft("CVE-2024-0002", Verdict.AFFECTED);
    assertThat(publish(refused, "fingerprint", "0").status()).isEqualTo(409);
    assertThat(publish(refused, "target", "4711").status()).isEqualTo(400);
    assertThat(number(publish(refused))).isEqualTo(first + 1);
    assertThat(publish(refused).status()).isEqualTo(409);
  }

  @Test
  void whatChangedSinceThePreviewIsLookedAtAgain() {
    long issue = draft(ID, Verdict.AFFECTED);
    String page = alice.get("/issue/" + issue + "/publish").body();
    judge(ID, Verdict.AFFECTED, Verdict.NOT_AFFECTED);
    TestClient.Answer answer =
        alice.submit(
            "/issue/" + issue + "/publish",
            Map.of(
                "revision", String.valueOf(content(issue).revision()),
                "fingerprint", hidden(page, "fingerprint"),
                "ticked", "patches-unread"));
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.body()).contains("what would be written has changed");
    assertThat(content(issue).state()).isEqualTo(IssueState.DRAFT);
  }

  @Test
  void aDoubtIsTicked() {
    long issue = draft(ID, Verdict.NOT_AFFECTED);
    TestClient.Answer refused = publish(issue);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body()).contains("Nothing of it is affected");
    number(publish(issue, "ticked", "not-affected"));
    // Published with nothing open, it does not close because of that.
    SERVER.bean(PublishedIssues.class).lookAtAll();
    assertThat(content(issue).state()).isEqualTo(IssueState.PUBLISHED);
  }

  @Test
  void attachingIsProposedAndWritesNothing() {
    long issue = draft(ID, Verdict.AFFECTED);
    standsOnGitHub("open");
    assertThat(alice.get("/issue/" + issue + "/publish").body())
        .containsPattern("value=\"77\" checked");
    number(publish(issue, "target", "77"));
    assertThat(outbox.of("issue/" + issue)).isEmpty();
    assertThat(alice.get("/issue/" + content(issue).publicId()).body())
        .contains("attached: nothing of ours is written there", "3 comments");
    assertThat(SERVER.bean(Bodies.class).isLive()).isTrue();
    assertThat(new MentionStore(world.jdbi).mentionedBy(issue)).isEmpty();
  }

  @Test
  void attachingToAClosedOneIsMarkedAndNotProposed() {
    long issue = draft(ID, Verdict.AFFECTED);
    standsOnGitHub("closed");
    assertThat(alice.get("/issue/" + issue + "/publish").body())
        .containsPattern("value=\"new\" checked")
        .doesNotContainPattern("value=\"77\" checked");
    number(publish(issue, "target", "77"));
    assertThat(content(issue).state()).isEqualTo(IssueState.PUBLISHED);
    assertThat(content(issue).moments().closedOnGitHubAt()).isEqualTo(SEEN);
  }

  @Test
  void theKeyAcceptsAndPreviews() {
    var card = world.suggested(ID, "zlib", 0.99, Verdict.AFFECTED);
    assertThat(alice.get("/queue").body()).contains("/queue/" + card.id() + "/publish");
    TestClient.Answer answer =
        alice.submit(
            "/queue/" + card.id() + "/publish",
            Map.of("revision", String.valueOf(card.revision())));
    assertThat(answer.status()).isEqualTo(303);
    assertThat(alice.get(answer.location()).body()).contains("Preview of");
    world.suggested("CVE-2024-0002", "curl", 0.99, Verdict.UNKNOWN);
    var unknown = world.card("CVE-2024-0002");
    assertThat(alice.get("/queue").body()).doesNotContain("/queue/" + unknown.id() + "/publish");
  }

  @Test
  void worksWithoutGitHub() {
    try (TestServer alone = TestServer.start(Map.of()).withoutBackgroundWork()) {
      TriageWorld there = new TriageWorld(alone.database());
      there.ship(TriageWorld.UNSTABLE, Packages.of("zlib 1.3"));
      var card = there.suggested(ID, "zlib", 0.99, Verdict.AFFECTED);
      TestClient alone1 = alone.signIn(alone.bean(Accounts.class).byName("alice"));
      String location =
          alone1
              .submit(
                  "/queue/" + card.id() + "/publish",
                  Map.of("revision", String.valueOf(card.revision())))
              .location();
      String preview = alone1.get(location).body();
      assertThat(preview)
          .contains("No repository is set", "What a GitHub issue of it would say", ID)
          .doesNotContain("On GitHub");
      TestClient.Answer published =
          alone1.submit(
              location,
              Map.of(
                  "revision", hidden(preview, "revision"),
                  "fingerprint", hidden(preview, "fingerprint"),
                  "ticked", "patches-unread"));
      assertThat(published.location()).matches("/issue/NIXPKGS-\\d{4}-0001");
      assertThat(alone.anonymous().get(published.location()).status()).isEqualTo(200);
      assertThat(alone.bean(GitHubOutbox.class).waiting(1)).isEmpty();
    }
  }
}
