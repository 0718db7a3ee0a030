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
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.TestClient;
import org.snowguard.server.TestClock;
import org.snowguard.server.TestServer;
import org.snowguard.server.account.Accounts;
import org.snowguard.server.github.GitHubIssue;
import org.snowguard.server.github.outbox.Delivery;
import org.snowguard.server.github.outbox.GitHubOutbox;
import org.snowguard.server.issue.Issues;
import org.snowguard.server.issue.content.IssueContent;
import org.snowguard.server.nixpkgs.Packages;
import org.snowguard.server.suggestion.TriageWorld;

/** A server that keeps its texts for GitHub, and drafts to publish. */
abstract class Publishing {

  static final String ID = "CVE-2024-0001";
  static final String STABLE = "nixos-26.05";
  static final String URL = "https://github.example/example/pkgs/issues/77";
  static final Instant SEEN = Instant.parse("2026-11-21T00:00:00Z");
  static final TestServer SERVER =
      TestServer.start(
              Map.of(
                  "snowguard.github.repository", "example/pkgs",
                  "snowguard.github.publish", "live",
                  "snowguard.github.app-id", "1",
                  "snowguard.github.private-key", key()))
          .withoutBackgroundWork()
          .untilTheRunEnds();

  TriageWorld world;
  TestClient alice;
  GitHubOutbox outbox;
  Issues issues;

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
  static String key() {
    try {
      byte[] key = KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate().getEncoded();
      return "-----BEGIN PRIVATE KEY-----\n"
          + Base64.getMimeEncoder().encodeToString(key)
          + "\n-----END PRIVATE KEY-----\n";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has RSA", e);
    }
  }

  long draft(String id, Verdict verdict) {
    return world.accept(world.suggested(id, "zlib", 0.99, verdict));
  }

  static String hidden(String page, String name) {
    Matcher field = Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(page);
    assertThat(field.find()).as(name).isTrue();
    return field.group(1);
  }

  TestClient.Answer publish(long issue, String... more) {
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

  IssueContent content(long issue) {
    return issues.content(issue).orElseThrow();
  }

  static int number(TestClient.Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(303);
    Matcher id = Pattern.compile("/issue/NIXPKGS-2\\d{3}-(\\d{4,})$").matcher(answer.location());
    assertThat(id.find()).as(answer.location()).isTrue();
    return Integer.parseInt(id.group(1));
  }

  void deliver(long issue) {
    world.transactions.run(
        () ->
            SERVER
                .bean(OnGitHub.class)
                .delivered(Delivery.Kind.OPEN_ISSUE, "issue/" + issue, 77, URL));
  }

  static GitHubIssue gitHubIssue(String state) {
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

  void seen(String state, @Nullable String before) {
    world.transactions.run(
        () ->
            SERVER
                .bean(OnGitHub.class)
                .issueSeen(gitHubIssue(state), before == null ? null : gitHubIssue(before)));
  }

  void judge(String id, Verdict unstable, Verdict stable) {
    match(id, unstable, stable);
    SERVER.bean(PublishedIssues.class).lookAtAll();
  }

  void match(String id, Verdict unstable, Verdict stable) {
    world.take(
        world.record(id, "A flaw in zlib"),
        world.suggest(
            id, "zlib", 0.99, (channel, attribute) -> channel.equals(STABLE) ? stable : unstable));
  }

  void standsOnGitHub(String state) {
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

  long published(String id) {
    long issue = draft(id, Verdict.AFFECTED);
    number(publish(issue));
    return issue;
  }

  MentionDigest digest(LongPredicate disputed) {
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
  List<Long> comments() {
    List<Long> numbers = new ArrayList<>();
    for (Delivery delivery : outbox.waiting(20)) {
      Long number = delivery.number();
      if (delivery.kind() == Delivery.Kind.COMMENT && number != null) {
        numbers.add(number);
      }
    }
    return numbers;
  }
}
