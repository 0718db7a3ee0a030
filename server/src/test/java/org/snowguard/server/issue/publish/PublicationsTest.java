package org.snowguard.server.issue.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowguard.core.issue.CloseReason;
import org.snowguard.core.issue.IssueState;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.TestClient;
import org.snowguard.server.TestClock;
import org.snowguard.server.TestServer;
import org.snowguard.server.account.Accounts;
import org.snowguard.server.activity.Event;
import org.snowguard.server.activity.EventFilter;
import org.snowguard.server.github.GitHubIssue;
import org.snowguard.server.github.GitHubIssues;
import org.snowguard.server.github.outbox.Delivery;
import org.snowguard.server.github.outbox.GitHubOutbox;
import org.snowguard.server.ingest.job.Job;
import org.snowguard.server.ingest.job.JobRuns;
import org.snowguard.server.issue.IssueListener;
import org.snowguard.server.issue.Issues;
import org.snowguard.server.issue.content.IssueContent;
import org.snowguard.server.nixpkgs.Packages;
import org.snowguard.server.suggestion.Drafts.Draft;
import org.snowguard.server.suggestion.QueueCard;
import org.snowguard.server.suggestion.SuggestionChanges;
import org.snowguard.server.suggestion.TriageWorld;
import org.snowguard.server.web.Role;
import org.snowguard.world.github.LiveText;

class PublicationsTest {

  private static final String ID = "CVE-2024-0001";
  private static final String STABLE = "nixos-26.05";
  private static final String URL = "https://github.example/example/pkgs/issues/77";
  private static final Instant SEEN = Instant.parse("2026-11-21T00:00:00Z");
  private static final TestServer SERVER =
      TestServer.start(
              Map.of(
                  "snowguard.github.repository", "example/pkgs",
                  "snowguard.github.publish", "live",
                  "snowguard.github.app-id", "1",
                  "snowguard.github.private-key", key()))
          .withoutBackgroundWork();

  private TriageWorld world;
  private TestClient alice;
  private GitHubOutbox outbox;
  private Issues issues;

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @BeforeEach
  void arrange() {
    world = new TriageWorld(SERVER.database());
    world.jdbi.useHandle(handle -> handle.execute("truncate github_delivery, github_issue"));
    world.ship(TriageWorld.UNSTABLE, Packages.of("zlib 1.3"), Packages.of("curl 8.9"));
    world.ship(STABLE, Packages.of("zlib 1.2"));
    alice = SERVER.signIn(SERVER.bean(Accounts.class).byName("alice"));
    outbox = SERVER.bean(GitHubOutbox.class);
    issues = SERVER.bean(Issues.class);
  }

  /** Of an App that is never asked for anything: nothing is delivered here. */
  private static String key() {
    try {
      byte[] key = KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate().getEncoded();
      return "-----BEGIN PRIVATE KEY-----\n"
          + Base64.getMimeEncoder().encodeToString(key)
          + "\n-----END PRIVATE KEY-----\n";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has RSA", e);
    }
  }

  private long draft(String id, Verdict verdict) {
    return world.accept(world.suggested(id, "zlib", 0.99, verdict));
  }

  private static String hidden(String page, String name) {
    Matcher field = Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(page);
    assertThat(field.find()).as(name).isTrue();
    return field.group(1);
  }

  private TestClient.Answer publish(long issue, String... more) {
    String page = alice.get("/issue/" + issue + "/publish").body();
    Map<String, String> fields = new HashMap<>();
    fields.put("revision", hidden(page, "revision"));
    fields.put("fingerprint", hidden(page, "fingerprint"));
    // Nobody has evaluated the snapshots of this world.
    fields.put("ticked", "patches-unread");
    for (int i = 0; i < more.length; i += 2) {
      fields.put(more[i], more[i + 1]);
    }
    return alice.submit("/issue/" + issue + "/publish", fields);
  }

  private IssueContent content(long issue) {
    return issues.content(issue).orElseThrow();
  }

  private static int number(TestClient.Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(303);
    Matcher id = Pattern.compile("/issue/NIXPKGS-2\\d{3}-(\\d{4,})$").matcher(answer.location());
    assertThat(id.find()).as(answer.location()).isTrue();
    return Integer.parseInt(id.group(1));
  }

  private void deliver(long issue) {
    world.transactions.run(
        () ->
            SERVER
                .bean(OnGitHub.class)
                .delivered(Delivery.Kind.OPEN_ISSUE, "issue/" + issue, 77, URL));
  }

  private static GitHubIssue gitHubIssue(String state) {
    return new GitHubIssue(
        77,
        "zlib: CVE",
        state,
        null,
        false,
        List.of(),
        2,
        1,
        SEEN,
        SEEN,
        state.equals("closed") ? SEEN : null,
        Set.of(ID),
        URL);
  }

  private void seen(String state, @Nullable String before) {
    world.transactions.run(
        () ->
            SERVER
                .bean(OnGitHub.class)
                .issueSeen(gitHubIssue(state), before == null ? null : gitHubIssue(before)));
  }

  private void judge(String id, Verdict unstable, Verdict stable) {
    match(id, unstable, stable);
    SERVER.bean(PublishedIssues.class).lookAtAll();
  }

  private void match(String id, Verdict unstable, Verdict stable) {
    world.take(
        world.record(id, "A flaw in zlib"),
        world.suggest(
            id, "zlib", 0.99, (channel, attribute) -> channel.equals(STABLE) ? stable : unstable));
  }

  private void standsOnGitHub(String state) {
    world.jdbi.useHandle(
        handle ->
            handle.execute(
                """
                insert into github_issue (repository, number, title, state, pull_request, labels,
                  comments, author_id, created_at, updated_at, vulnerability_ids, url, asked)
                values ('example/pkgs', 77, 'zlib: fix', ?, true, '{}', 3, 1, ?, ?,
                  array['CVE-2024-0001'], ?, true)
                """,
                state,
                SEEN,
                SEEN,
                URL));
  }

  /** One whose moves are told to the listeners of this world. */
  private PublishedIssues watched(IssueListener listener) {
    PublicationStore store = new PublicationStore(world.jdbi);
    world.issueListeners.add(listener);
    return new PublishedIssues(
        world.issues,
        SERVER.bean(Bodies.class),
        store,
        outbox,
        SERVER.bean(GitHubIssues.class),
        world.transactions);
  }

  private long published(String id) {
    long issue = draft(id, Verdict.AFFECTED);
    number(publish(issue));
    return issue;
  }

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
  void staysOpenWhileAChannelIsAffected() {
    long issue = draft(ID, Verdict.AFFECTED);
    number(publish(issue));
    deliver(issue);
    judge(ID, Verdict.NOT_AFFECTED, Verdict.AFFECTED);
    seen("closed", "open");
    seen("closed", "open");
    assertThat(content(issue).state()).isEqualTo(IssueState.PUBLISHED);
    assertThat(content(issue).moments().closedOnGitHubAt()).isEqualTo(SEEN);
    String id = Objects.requireNonNull(content(issue).publicId());
    assertThat(alice.get("/issue/" + id).body()).contains("still affected in", STABLE);
    assertThat(alice.get("/issues?state=backport").body()).contains(id);
    seen("open", "closed");
    assertThat(content(issue).moments().closedOnGitHubAt()).isNull();
    assertThat(alice.get("/issues?state=backport").body()).doesNotContain(id);
    seen("closed", "open");
    judge(ID, Verdict.NOT_AFFECTED, Verdict.NOT_AFFECTED);
    assertThat(content(issue).state()).isEqualTo(IssueState.CLOSED);
    assertThat(content(issue).closeReason()).isEqualTo(CloseReason.FIXED);
    // The body says so, by an edit; nothing else goes to GitHub.
    assertThat(outbox.of("issue/" + issue + "/body")).isPresent();
    assertThat(outbox.waiting(10)).hasSize(2);
  }

  @Test
  void nothingIsLookedAtWhileNothingChanges() throws InterruptedException {
    long issue = published(ID);
    TestClock clock = TestClock.at("2026-11-21T00:00:00Z");
    Job job =
        new PublishedIssuesJob(
            SERVER.bean(PublishedIssues.class),
            digest(one -> false),
            new SuggestionChanges(world.jdbi),
            clock);
    JobRuns.once(job, world.jdbi, clock);
    JobRuns.once(job, world.jdbi, clock);
    // Not by matching or people, of which the job would hear.
    world.jdbi.useHandle(
        handle -> handle.execute("update suggestion_verdict set verdict = 'not_affected'"));
    JobRuns.once(job, world.jdbi, clock);
    assertThat(content(issue).state()).isEqualTo(IssueState.PUBLISHED);
    clock.advance(Duration.ofHours(6));
    JobRuns.once(job, world.jdbi, clock);
    assertThat(content(issue).state()).isEqualTo(IssueState.CLOSED);
  }

  /** Many are read at once, and judged one after another. */
  @Test
  void whatBecomesAffectedDuringTheLookStaysOpen() {
    long first = published(ID);
    long second = published("CVE-2024-0002");
    match(ID, Verdict.NOT_AFFECTED, Verdict.NOT_AFFECTED);
    match("CVE-2024-0002", Verdict.NOT_AFFECTED, Verdict.NOT_AFFECTED);
    watched(
            new IssueListener() {
              @Override
              public void closed(long issueId, CloseReason reason, @Nullable Long actor) {
                if (issueId == first) {
                  match("CVE-2024-0002", Verdict.AFFECTED, Verdict.AFFECTED);
                }
              }
            })
        .lookAtAll();
    assertThat(content(first).state()).isEqualTo(IssueState.CLOSED);
    assertThat(content(second).state()).isEqualTo(IssueState.PUBLISHED);
  }

  /** Whoever follows an issue is told of its closing and of each change of status as such. */
  @Test
  void aFixIsNotToldAsWhatNoLongerApplies() {
    long issue = published(ID);
    match(ID, Verdict.NOT_AFFECTED, Verdict.NOT_AFFECTED);
    List<String> told = new ArrayList<>();
    watched(
            new IssueListener() {
              @Override
              public void noLongerApplies(
                  long issueId, Set<String> attributes, String why, @Nullable Long actor) {
                told.add(issueId + " no longer applies");
              }

              @Override
              public void closed(long issueId, CloseReason reason, @Nullable Long actor) {
                told.add(issueId + " closed");
              }
            })
        .lookAtAll();
    assertThat(told).containsExactly(issue + " closed");
  }

  @Test
  void oneThatCannotBeFollowedHoldsUpNoOther() {
    long first = published(ID);
    long second = published("CVE-2024-0002");
    match(ID, Verdict.NOT_AFFECTED, Verdict.NOT_AFFECTED);
    match("CVE-2024-0002", Verdict.NOT_AFFECTED, Verdict.NOT_AFFECTED);
    watched(
            new IssueListener() {
              @Override
              public void closed(long issueId, CloseReason reason, @Nullable Long actor) {
                if (issueId == first) {
                  throw new IllegalStateException("not this one");
                }
              }
            })
        .lookAtAll();
    assertThat(content(first).state()).isEqualTo(IssueState.PUBLISHED);
    assertThat(content(second).state()).isEqualTo(IssueState.CLOSED);
  }

  @Test
  void whatIsAffectedAgainIsOpenAgain() {
    long issue = published(ID);
    deliver(issue);
    standsOnGitHub("closed");
    judge(ID, Verdict.NOT_AFFECTED, Verdict.PATCHED);
    assertThat(content(issue).state()).isEqualTo(IssueState.CLOSED);
    judge(ID, Verdict.UNKNOWN, Verdict.NOT_AFFECTED);
    assertThat(content(issue).state()).as("nobody knows").isEqualTo(IssueState.CLOSED);
    judge(ID, Verdict.UNKNOWN, Verdict.AFFECTED);
    assertThat(content(issue).state()).isEqualTo(IssueState.PUBLISHED);
    assertThat(content(issue).moments().closedOnGitHubAt()).isEqualTo(SEEN);
    assertThat(world.events.latest(EventFilter.ofSubject("issue", issue), null, 9))
        .extracting(Event::note)
        .contains("Affected again in " + STABLE + ".");
    judge(ID, Verdict.NOT_AFFECTED, Verdict.NOT_AFFECTED);
    assertThat(content(issue).state()).isEqualTo(IssueState.CLOSED);
  }

  @Test
  void removalIsNoFix() {
    long issue = published(ID);
    world.ship(TriageWorld.UNSTABLE, Packages.of("curl 8.9"));
    world.ship(STABLE, Packages.of("curl 8.9"));
    SERVER.bean(PublishedIssues.class).lookAtAll();
    assertThat(content(issue).state()).isEqualTo(IssueState.CLOSED);
    assertThat(content(issue).closeReason()).isEqualTo(CloseReason.NOT_AFFECTED);
  }

  @Test
  void whatAPersonClosedStaysClosedThoughAffected() {
    long issue = published(ID);
    issues.close(issue, CloseReason.FIXED, null, world.alice);
    judge(ID, Verdict.AFFECTED, Verdict.AFFECTED);
    assertThat(content(issue).state()).isEqualTo(IssueState.CLOSED);
  }

  @Test
  void reopeningThereReopensWhatNobodyClosedHere() {
    long issue = draft(ID, Verdict.AFFECTED);
    number(publish(issue));
    deliver(issue);
    judge(ID, Verdict.PATCHED, Verdict.NOT_AFFECTED);
    assertThat(content(issue).state()).isEqualTo(IssueState.CLOSED);
    seen("open", "closed");
    assertThat(content(issue).state()).isEqualTo(IssueState.PUBLISHED);
    SERVER.bean(PublishedIssues.class).lookAtAll();
    assertThat(content(issue).state()).isEqualTo(IssueState.PUBLISHED);
    issues.close(issue, CloseReason.WILL_NOT_FIX, null, world.alice);
    seen("open", "closed");
    assertThat(content(issue).state()).isEqualTo(IssueState.CLOSED);
  }

  private MentionDigest digest(LongPredicate disputed) {
    TestClock tomorrow = TestClock.at(Instant.now().plus(Duration.ofDays(1)).toString());
    return new MentionDigest(
        new MentionStore(world.jdbi),
        disputed,
        outbox,
        new PublicAddress("https://x.example"),
        world.transactions,
        tomorrow);
  }

  /** Numbers of the GitHub issues that comments wait for. */
  private List<Long> comments() {
    List<Long> numbers = new ArrayList<>();
    for (Delivery delivery : outbox.waiting(20)) {
      Long number = delivery.number();
      if (delivery.kind() == Delivery.Kind.COMMENT && number != null) {
        numbers.add(number);
      }
    }
    return numbers;
  }

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
