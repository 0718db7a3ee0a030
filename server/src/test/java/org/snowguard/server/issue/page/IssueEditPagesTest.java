package org.snowguard.server.issue.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.TestClient;
import org.snowguard.server.web.Role;

/** Editing on pages: collisions, verdicts, refused forms. */
class IssueEditPagesTest extends IssueOnPages {

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

  @ParameterizedTest
  @CsvSource({"words", "plan", "entry", "verdict", "link", "fields", "claim", "close", "discard"})
  void onlyTriagersChangeIssues(String action) {
    TestClient maintainer = SERVER.signIn(Role.MAINTAINER);
    assertThat(post(maintainer, action, Map.of()).status()).isEqualTo(403);
    assertThat(post(SERVER.anonymous(), action, Map.of()).status()).isIn(401, 403);
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
