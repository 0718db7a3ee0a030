package org.snowguard.server.issue.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.TestClient;
import org.snowguard.server.TestServer;
import org.snowguard.server.account.Accounts;
import org.snowguard.server.nixpkgs.Packages;
import org.snowguard.server.suggestion.QueueCard;
import org.snowguard.server.suggestion.TriageWorld;
import org.snowguard.server.web.Role;

class IssuePagesTest {

  private static final String ID = "CVE-2024-0001";
  private static final String STABLE = "nixos-26.05";
  private static final TestServer SERVER = TestServer.start(Map.of()).withoutBackgroundWork();

  private TriageWorld world;
  private TestClient alice;
  private TestClient bob;
  private long issue;

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @BeforeEach
  void arrange() {
    world = new TriageWorld(SERVER.database());
    world.ship(TriageWorld.UNSTABLE, Packages.of("zlib 1.3"), Packages.of("curl 8.9"));
    world.ship(STABLE, Packages.of("zlib 1.3"));
    alice = person("alice");
    bob = person("bob");
    issue = draft(ID);
  }

  private static TestClient person(String name) {
    return SERVER.signIn(SERVER.bean(Accounts.class).byName(name));
  }

  private long draft(String id) {
    return world.draft(id, "zlib");
  }

  private String revision() {
    return String.valueOf(world.issues.find(issue).orElseThrow().revision());
  }

  private TestClient.Answer post(TestClient who, String action, Map<String, String> fields) {
    Map<String, String> all = new java.util.HashMap<>(fields);
    all.putIfAbsent("revision", revision());
    return who.submit("/issue/" + issue + "/" + action, all);
  }

  private void publish() {
    int revision = Integer.parseInt(revision());
    world.issues.publish(issue, revision, "NIXPKGS-2026-0001", world.alice);
  }

  @Test
  void pageTellsAllOfAnIssue() {
    post(alice, "plan", Map.of("priority", "P0", "assignee", String.valueOf(world.bob)));
    post(
        alice,
        "verdict",
        Map.of(
            "attribute", "zlib",
            "channel", STABLE,
            "verdict", "not_affected",
            "reason", "built without it"));
    assertThat(alice.get("/issue/" + issue).body())
        .contains(ID, "zlib", "P0", "(proposed: P1)", "bob")
        .contains("judged by alice; the machine says affected", "built without it")
        .contains("Maintainer 17", "as proposed: bump");
    assertThat(alice.get("/issue/" + issue + ".json").body())
        .contains("\"priority\":\"P0\"", "\"assignee\":\"bob\"")
        .contains("\"channel\":\"" + STABLE + "\",\"supported\":true,\"worst\":\"not_affected\"");
  }

  @Test
  void draftIsNotThereForOthersAndPublishedOnesKeepWhoWorksOnThem() {
    post(alice, "plan", Map.of("assignee", String.valueOf(world.bob)));
    post(alice, "claim", Map.of());
    TestClient stranger = SERVER.anonymous();
    assertThat(stranger.get("/issue/" + issue).status()).isEqualTo(404);
    assertThat(stranger.get("/issue/" + issue + ".json").status()).isEqualTo(404);
    publish();
    assertThat(stranger.get("/issue/NIXPKGS-2026-0001").body())
        .contains("published", ID)
        .doesNotContain("bob", "Work on it", "Claim");
    assertThat(stranger.get("/issue/NIXPKGS-2026-0001.json").body())
        .contains("\"assignee\":null", "\"claimedBy\":null");
    assertThat(stranger.get("/issues?state=published").body()).contains("NIXPKGS-2026-0001");
  }

  /** Else a stranger's question would put together every issue that there ever was. */
  @Test
  void whatIsOpenElsewhereIsNotPutTogether() {
    publish();
    TestClient stranger = SERVER.anonymous();
    String list = "/issues?channel=nixos-unstable";
    assertThat(stranger.get(list).body())
        .contains("NIXPKGS-2026-0001")
        .as("another state under the same condition")
        .contains("href=\"/issues?state=closed&amp;channel=nixos-unstable\"");
    world.jdbi.useHandle(
        handle -> handle.execute("insert into issue_open values (?, '{nixos-26.05 zlib}')", issue));
    assertThat(stranger.get(list).body()).doesNotContain("NIXPKGS-2026-0001");
  }

  @Test
  void whoTookSomethingOutIsForThoseWhoWorkHere() {
    post(
        alice,
        "entry",
        Map.of("kind", "package", "name", "zlib", "action", "remove", "reason", "not ours"));
    publish();
    assertThat(alice.get("/issue/" + issue + ".json").body())
        .contains("\"reason\":\"not ours\",\"by\":\"alice\"");
    assertThat(SERVER.anonymous().get("/issue/NIXPKGS-2026-0001.json").body())
        .contains("\"reason\":\"not ours\",\"by\":null,\"at\":null");
  }

  @Test
  void whatPeopleWriteCannotAct() {
    post(
        alice,
        "words",
        Map.of(
            "title", "<script>alert(1)</script>",
            "description", "**bold** <img src=x onerror=alert(1)> [x](javascript:alert(1))"));
    post(
        alice,
        "entry",
        Map.of("kind", "package", "name", "zlib", "action", "remove", "reason", "<b>x</b>"));
    String body = alice.get("/issue/" + issue).body();
    assertThat(body)
        .contains("&lt;script&gt;alert(1)", "<strong>bold</strong>", "&lt;b&gt;x")
        .doesNotContain("<script>alert", "<img src=x", "href=\"javascript:", "<b>x</b>");
  }

  @Test
  void collisionShowsBothTextsAndIsDecided() {
    String seen = revision();
    String title = world.issues.find(issue).orElseThrow().title();
    post(alice, "words", words(seen, title, "Text of Alice"));
    TestClient.Answer clash = post(bob, "words", words(seen, title, "Text of Bob"));
    assertThat(clash.status()).isEqualTo(409);
    assertThat(clash.body()).contains("Text of Alice", "Text of Bob", "Save mine");
    assertThat(world.issues.content(issue).orElseThrow().description()).isEqualTo("Text of Alice");
    TestClient.Answer decided =
        post(bob, "fields", Map.of("field", "description", "value", "Both, joined", "reason", ""));
    assertThat(decided.location()).isEqualTo("/issue/" + issue);
    assertThat(world.issues.content(issue).orElseThrow().description()).isEqualTo("Both, joined");
    world.triage.acceptInto(
        world.suggested("CVE-2024-0002", "zlib", 0.99, Verdict.AFFECTED).seen(), issue, world.bob);
    assertThat(world.issues.find(issue).orElseThrow().title())
        .as("nobody gave it another title")
        .isEqualTo("zlib: CVE-2024-0001, CVE-2024-0002");
  }

  private static Map<String, String> words(String revision, String title, String description) {
    return Map.of(
        "revision", revision, "title", title, "titleSeen", title, "description", description);
  }

  @Test
  void editIsUndoneFromThePage() {
    post(alice, "plan", Map.of("priority", "P0"));
    String page = bob.get("/issue/" + issue).body();
    assertThat(page).contains("priority: P0");
    String event = page.replaceFirst("(?s).*name=\"event\" value=\"(\\d+)\".*", "$1");
    assertThat(post(bob, "undo", Map.of("event", event)).status()).isEqualTo(303);
    assertThat(world.issues.content(issue).orElseThrow().priorityByHand()).isFalse();
    assertThat(bob.get("/issue/" + issue).body()).contains("took back: priority");
  }

  @Test
  void draftByHandFromTheForm() {
    assertThat(alice.get("/issues/new?kind=module&name=services.nginx").body())
        .contains("value=\"services.nginx\"", "NixOS module");
    TestClient.Answer made =
        alice.submit(
            "/issues/new",
            Map.of("title", "Secrets in the store", "kind", "module", "name", "services.nginx"));
    assertThat(made.status()).isEqualTo(303);
    assertThat(alice.get(made.location()).body())
        .contains("Secrets in the store", "services.nginx", "No vulnerability is known for it yet")
        .contains("only people can tell whether it is affected");
    assertThat(
            alice
                .submit(
                    "/issues/new",
                    Map.of("title", "x", "kind", "project", "name", "no-such-project"))
                .status())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          state=draft                         | true
          state=published                     | false
          state=draft&project=zlib            | true
          state=draft&project=curl            | false
          state=draft&channel=nixos-unstable  | true
          state=draft&channel=nixos-26.05     | false
          state=draft&assignee=bob            | true
          state=draft&assignee=me             | false
          """)
  void listIsFiltered(String parameters, boolean found) {
    post(alice, "plan", Map.of("assignee", String.valueOf(world.bob)));
    post(
        alice,
        "verdict",
        Map.of("attribute", "zlib", "channel", STABLE, "verdict", "patched", "reason", "by hand"));
    String link = "href=\"/issue/" + issue + "\"";
    assertThat(alice.get("/issues?" + parameters).body().contains(link)).isEqualTo(found);
    assertThat(alice.get("/issues.json?" + parameters).body().contains("\"id\":" + issue + ","))
        .isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource({"words", "plan", "entry", "verdict", "link", "fields", "claim", "close", "discard"})
  void onlyTriagersChangeIssues(String action) {
    TestClient maintainer = SERVER.signIn(Role.MAINTAINER);
    assertThat(post(maintainer, action, Map.of()).status()).isEqualTo(403);
    assertThat(post(SERVER.anonymous(), action, Map.of()).status()).isIn(401, 403);
  }

  @Test
  void publishedIssueIsClosedAndReopened() {
    publish();
    post(alice, "close", Map.of("reason", "will_not_fix", "note", "end of life soon"));
    assertThat(SERVER.anonymous().get("/issue/NIXPKGS-2026-0001").body())
        .contains("Closed", "will not fix");
    assertThat(post(alice, "plan", Map.of("priority", "P0")).status()).isEqualTo(409);
    post(bob, "reopen", Map.of("note", "not so soon"));
    assertThat(world.issues.openIn(issue)).hasSize(2);
  }

  @Test
  void severalThatOneVersionFixesGoIntoOneDraft() {
    world.suggested("CVE-2024-0002", "zlib", 0.99, Verdict.AFFECTED);
    world.suggested("CVE-2024-0003", "zlib", 0.99, Verdict.AFFECTED);
    String page = alice.get("/project/zlib").body();
    assertThat(page).contains("2 pending</a> go away with <bdi>1.4</bdi>");
    assertThat(SERVER.anonymous().get("/project/zlib").body()).doesNotContain("go away with");
    String filter = "tab=pending&project=zlib&fixed=1.4";
    assertThat(
            alice
                .submit(
                    "/queue/bulk/confirm",
                    Map.of("action", "accept", "scope", "filter", "filter", filter))
                .body())
        .contains("2 suggestions?", "CVE-2024-0002 · zlib");
    String done =
        alice
            .submit(
                "/queue/bulk",
                Map.of("action", "accept", "filter", filter, "expected", "2", "back", "/queue"))
            .body();
    assertThat(done).contains("Undo all of it", "zlib: CVE-2024-0002, CVE-2024-0003");
  }

  @ParameterizedTest
  @CsvSource({"project", "package"})
  void draftByHandOffersTheSuggestionThatSaysTheSame(String kind) {
    String id = "CVE-2024-0002";
    world.take(
        world.record(id, "A flaw"),
        world.suggest(id, "zlib", 0.99, Verdict.AFFECTED),
        world.suggest(id, "curl", 0.9, Verdict.AFFECTED));
    QueueCard suggested = world.card(id);
    assertThat(suggested.project()).isEqualTo("zlib");
    long card = suggested.id();
    String path =
        alice
            .submit(
                "/issues/new",
                Map.of(
                    "title",
                    "By hand",
                    "kind",
                    kind,
                    "name",
                    "zlib",
                    "vulnerabilities",
                    "CVE-2024-0002"))
            .location();
    assertThat(alice.get(path).body())
        .contains("A suggestion about this waits", "href=\"/queue/" + card + "\"")
        .doesNotContain("CVE-2024-0002 in curl");
    assertThat(alice.get("/queue/" + card).body()).contains("By hand");
    assertThat(
            alice
                .submit(
                    "/queue/" + card + "/accept",
                    Map.of("revision", revision(card), "into", path.substring(7), "back", path))
                .location())
        .isEqualTo(path);
    assertThat(world.issues.find(Long.parseLong(path.substring(7))).orElseThrow().items())
        .singleElement()
        .extracting(item -> item.suggestionId())
        .isEqualTo(card);
    assertThat(alice.get(path).body()).doesNotContain("about this waits");
    world.undo.undoLast(world.alice);
    assertThat(alice.get(path).body()).as("people wrote in it").contains("about this waits");
  }

  /** Made of a version that channels carried, before anybody knew of a vulnerability. */
  @Test
  void draftOfAShippedVersionTakesTheSuggestionThatComesLater() {
    world.take(
        world.record("CVE-2024-0002", "A flaw"),
        world.suggest("CVE-2024-0002", "zlib", 0.99, Verdict.AFFECTED));
    long card = world.card("CVE-2024-0002").id();
    String path =
        alice
            .submit(
                "/issues/new",
                Map.of(
                    "title",
                    "Shipped",
                    "kind",
                    "project",
                    "name",
                    "zlib",
                    "vulnerabilities",
                    "CVE-2024-0002"))
            .location();
    long draft = Long.parseLong(path.substring(7));
    world.jdbi.useHandle(
        handle -> {
          handle.execute(
              "delete from issue_overlay where issue_id = ? and kind = 'project'", draft);
          handle.execute("insert into issue_package values (?, 'zlib', '1.3', now())", draft);
        });
    assertThat(alice.get(path).body()).contains("about this waits");
    assertThat(
            alice
                .submit(
                    "/queue/" + card + "/accept",
                    Map.of("revision", revision(card), "into", String.valueOf(draft), "back", path))
                .location())
        .isEqualTo(path);
  }

  private String revision(long card) {
    return String.valueOf(world.queue.card(card, null).revision());
  }

  @Test
  void wideVerdictSaysFirstOfHowManyItSpeaks() {
    Map<String, String> judged =
        new java.util.HashMap<>(
            Map.of("attribute", "zlib", "verdict", "not_affected", "reason", "not built"));
    judged.put("ask", "true");
    assertThat(post(alice, "verdict", judged).body())
        .contains("Judge 2 verdicts in 2 channels", "2 of them say otherwise now", STABLE);
    assertThat(world.issues.openIn(issue)).as("only asked").hasSize(2);
    judged.put("expected", "3");
    assertThat(post(alice, "verdict", judged).status()).isEqualTo(409);
    assertThat(world.issues.openIn(issue)).hasSize(2);
    judged.put("expected", "2");
    assertThat(post(alice, "verdict", judged).location()).isEqualTo("/issue/" + issue);
    assertThat(alice.get("/issue/" + issue).body()).contains("Saved: 2 verdicts in 2 channels.");
    assertThat(world.issues.openIn(issue)).isEmpty();
    judged.put("channel", STABLE);
    judged.remove("expected");
    assertThat(post(alice, "verdict", judged).status()).as("one alone").isEqualTo(303);
  }

  @Test
  void verdictsWithACloserJudgementAreNotCountedAmongThoseThatChange() {
    post(
        alice,
        "verdict",
        Map.of("attribute", "zlib", "channel", STABLE, "verdict", "not_affected", "reason", "p"));
    Map<String, String> wide =
        new java.util.HashMap<>(
            Map.of("attribute", "zlib", "verdict", "not_affected", "reason", "not built"));
    wide.put("expected", "2");
    TestClient.Answer overtaken = post(alice, "verdict", wide);
    assertThat(overtaken.status()).isEqualTo(409);
    assertThat(overtaken.body())
        .contains("Judge 1 verdict in 1 channel", "1 of them say otherwise now")
        .contains("1 other verdict stays: a closer judgement goes before this one.");
    assertThat(world.issues.openIn(issue)).hasSize(1);
    wide.put("expected", "1");
    post(alice, "verdict", wide);
    assertThat(alice.get("/issue/" + issue).body())
        .contains("Saved: 1 verdict in 1 channel. 1 other verdict stays");
    assertThat(world.issues.openIn(issue)).isEmpty();
    Map<String, String> back =
        Map.of("attribute", "zlib", "channel", STABLE, "verdict", "", "expected", "9");
    assertThat(post(alice, "verdict", back).body())
        .as("the wide one comes next, not the machine's")
        .contains("Judge 1 verdict in 1 channel", "0 of them say otherwise now");
  }

  @Test
  void pageOfAnUndoneDraftSaysWhatBecameOfIt() {
    long card = world.card(ID).id();
    world.undo.undoLast(world.alice);
    TestClient.Answer gone = bob.get("/issue/" + issue);
    assertThat(gone.status()).isEqualTo(410);
    assertThat(gone.body())
        .contains("alice undid the acceptance of its last suggestion", "zlib: A flaw in zlib")
        .contains("href=\"/queue/" + card + "\"", "/activity?issue=" + issue)
        .doesNotContain("Bring it back");
    assertThat(bob.get("/issue/" + issue + ".json").body())
        .contains("\"category\":\"gone\"", "alice undid the acceptance");
    assertThat(bob.get("/activity?issue=" + issue).body())
        .contains("draft removed", "zlib: A flaw in zlib")
        .doesNotContain("suggestion accepted");
    TestClient stranger = SERVER.anonymous();
    assertThat(stranger.get("/issue/" + issue).status()).isEqualTo(404);
    assertThat(stranger.get("/activity?issue=" + issue).body())
        .doesNotContain("zlib: A flaw in zlib");
    assertThat(bob.get("/issue/999999").status()).isEqualTo(404);
  }

  @Test
  void draftThatWasThrownAwayIsBroughtBackFromItsPage() {
    String path =
        alice
            .submit("/issues/new", Map.of("title", "x", "kind", "module", "name", "services.nginx"))
            .location();
    alice.submit(path + "/discard", Map.of("revision", "1"));
    String gone = bob.get(path).body();
    assertThat(gone).contains("alice threw it away", "Bring it back");
    String event = gone.replaceFirst("(?s).*name=\"event\" value=\"(\\d+)\".*", "$1");
    bob.submit("/issues/bring-back", Map.of("event", event));
    assertThat(bob.get(path).status()).isEqualTo(200);
  }

  @Test
  void refusedFormsNameTheFieldAndKeepWhatWasTyped() {
    TestClient.Answer draft =
        alice.submit(
            "/issues/new",
            Map.of(
                "title",
                "Long thought",
                "kind",
                "package",
                "name",
                "zlibb",
                "description",
                "two\nlines",
                "again",
                "true"));
    assertThat(draft.status()).isEqualTo(400);
    assertThat(draft.body())
        .contains("The trouble is with package \"zlibb\"", "did you mean zlib")
        .contains("value=\"Long thought\"", "value=\"zlibb\"", "two\nlines</textarea>");
    TestClient.Answer entry =
        post(alice, "entry", Map.of("kind", "package", "name", "zlibb", "action", "add"));
    assertThat(entry.body())
        .contains("What you typed", "action=\"/issue/" + issue + "/entry\"")
        .contains("<input type=\"hidden\" name=\"revision\" value=\"" + revision() + "\">");
    TestClient.Answer signIn =
        SERVER.anonymous().submit("/sign-in", Map.of("token", "secret-word"));
    assertThat(signIn.status()).isGreaterThanOrEqualTo(400);
    assertThat(signIn.body()).doesNotContain("secret-word", "What you typed");
  }

  @Test
  void choicesOfARefusedFormAreToldAndSentAgainAsTheyWere() {
    TestClient.Answer judged =
        post(
            alice,
            "verdict",
            Map.of(
                "attribute",
                "zlib",
                "vulnerability",
                "",
                "channel",
                STABLE,
                "verdict",
                "not_affected",
                "reason",
                ""));
    assertThat(judged.status()).isEqualTo(400);
    assertThat(judged.body())
        .contains("As you chose:", "<b>Verdict</b> not affected", "<b>Channel</b> " + STABLE)
        .contains("<input type=\"hidden\" name=\"verdict\" value=\"not_affected\">")
        .contains("<input type=\"hidden\" name=\"vulnerability\" value=\"\">")
        .contains("Attribute<input name=\"attribute\" value=\"zlib\"")
        .contains("Reason<input name=\"reason\" value=\"\"")
        .doesNotContain("<b>Vulnerability</b>", "Channel<input", "Verdict<input");
    TestClient.Answer closed =
        post(alice, "close", Map.of("reason", "duplicate", "duplicateOf", "x", "note", "n"));
    assertThat(closed.body())
        .contains("<b>Reason</b> duplicate", "<input type=\"hidden\" name=\"reason\"")
        .contains("value=\"n\"");
    assertThat(post(alice, "plan", Map.of("priority", "P9")).body())
        .as("nothing was typed")
        .contains("priority \"P9\"")
        .doesNotContain("What you typed");
  }

  @ParameterizedTest
  @CsvSource({"/issues/on-github", "/sources/outbox"})
  void pagesAboutGitHubSayInALineThatNoRepositoryIsSet(String path) {
    assertThat(alice.get(path).body())
        .contains("is set to no repository on GitHub")
        .doesNotContain("<h2>", "<table");
  }

  @Test
  void whatConcernsOneIsCountedAsBesideTheName() {
    world.jdbi.useHandle(
        handle ->
            handle.execute(
                """
                with made as (
                  insert into issue (state, title, created_by, created_at)
                  select 'draft', 'x', 1, now() from generate_series(1, 12) returning id)
                insert into issue_told (account_id, issue_id, why, words, at)
                select ?, id, 'assigned', 'assigned it to you', now() from made
                """,
                world.alice));
    assertThat(alice.get("/me").body())
        .contains("12 new", "12 unread")
        .contains("counted beside your name", "0 unread, counted apart");
  }

  @ParameterizedTest
  @CsvSource({
    "Vulnerabilities, About, value=\"vulnerability\"",
    "About, Packages, value=\"own_project\"",
    "Packages, Links, /verdict",
    "Links, To tell, /link",
    "To tell, Publication, value=\"maintainer\""
  })
  void formsStandByWhatTheyEdit(String heading, String next, String form) {
    String body = alice.get("/issue/" + issue).body();
    assertThat(
            body.substring(
                body.indexOf("<h2>" + heading + "</h2>"), body.indexOf("<h2>" + next + "</h2>")))
        .contains(form);
  }
}
