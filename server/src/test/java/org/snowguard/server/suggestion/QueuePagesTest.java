package org.snowguard.server.suggestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowguard.core.triage.DismissReason;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.TestClient;
import org.snowguard.server.TestServer;
import org.snowguard.server.account.Accounts;
import org.snowguard.server.nixpkgs.Packages;
import org.snowguard.server.web.Cursor;

class QueuePagesTest {

  private static final TestServer SERVER = TestServer.start(Map.of()).withoutBackgroundWork();

  private TriageWorld world;
  private QueueCard card;

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @BeforeEach
  void arrange() {
    world = new TriageWorld(SERVER.database());
    world.ship(TriageWorld.UNSTABLE, Packages.of("zlib 1.3"), Packages.of("curl 8.9"));
    card = world.suggested("CVE-2024-0001", "zlib", 0.99, Verdict.AFFECTED);
  }

  private TestClient person(String name) {
    return SERVER.signIn(SERVER.bean(Accounts.class).byName(name));
  }

  private String action(String name) {
    return "/queue/" + card.id() + "/" + name;
  }

  private Map<String, String> dismissal(String reason) {
    return Map.of(
        "revision",
        String.valueOf(card.revision()),
        "reason",
        reason,
        "back",
        "/queue?tab=pending");
  }

  @Test
  void cardTellsWhatIsDecidedBy() {
    assertThat(person("alice").get("/queue").body())
        .contains(
            "CVE-2024-0001",
            "9.8 critical",
            "network, low complexity, no privileges, no interaction")
        .contains("zlib 1.3", "affected", "nixos-unstable", "likely", "automatic, not reviewed")
        .contains("data-key=\"a\"", "not the same software", "risk accepted");
  }

  @Test
  void aChannelThatThereIsNotIsNoEmptyQueue() {
    TestClient.Answer answer = person("alice").get("/queue?channel=nixos-unstabel");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("nixos-unstabel", "/channels");
    assertThat(person("alice").get("/queue?channel=nixos-unstable").status()).isEqualTo(200);
  }

  @Test
  void formWithoutScriptsLeadsBackToThePlace() {
    TestClient alice = person("alice");

    TestClient.Answer answer = alice.submit(action("dismiss"), dismissal("version_never_affected"));

    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.location()).isEqualTo("/queue?tab=pending");
    assertThat(alice.get("/queue?tab=dismissed").body())
        .contains("Dismissed as version never affected: CVE-2024-0001 · zlib.")
        .contains("<strong>alice</strong>");
  }

  @Test
  void formOfAScriptIsAnsweredWithWhatTakesTheCardsPlace() {
    TestClient.Answer answer =
        person("alice")
            .submitPart(action("accept"), Map.of("revision", String.valueOf(card.revision())));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().strip()).startsWith("<div class=\"done\" id=\"card-" + card.id());
    assertThat(answer.body()).contains("Accepted", "Undo", "/issue/").doesNotContain("<html");
  }

  @Test
  void undoPutsTheCardBack() {
    TestClient alice = person("alice");
    alice.submit(action("dismiss"), dismissal("duplicate"));

    TestClient.Answer answer = alice.submit("/queue/undo", Map.of("back", "/queue"));

    assertThat(answer.location()).isEqualTo("/queue#card-" + card.id());
    assertThat(world.card("CVE-2024-0001").state()).isEqualTo(Standing.PENDING);
  }

  @Test
  void whoeverComesSecondIsToldWhoDidWhat() {
    person("alice").submit(action("dismiss"), dismissal("duplicate"));
    TestClient bob = person("bob");

    TestClient.Answer page = bob.submit(action("dismiss"), dismissal("already_patched"));
    TestClient.Answer part = bob.submitPart(action("dismiss"), dismissal("already_patched"));

    assertThat(page.status()).isEqualTo(409);
    assertThat(page.body()).contains("Somebody was faster", "alice dismissed it", "<html");
    assertThat(part.status()).isEqualTo(409);
    assertThat(part.body().strip()).startsWith("<div class=\"conflict\" id=\"card-" + card.id());
    assertThat(world.card("CVE-2024-0001").decision())
        .hasFieldOrPropertyWithValue("reason", "duplicate");
  }

  @Test
  void readersSeeCardsWithoutForms() {
    TestClient reader = SERVER.anonymous();

    assertThat(reader.get("/queue").body())
        .contains("CVE-2024-0001")
        .doesNotContain("<form action=\"/queue/", "has this open", "Propose");
    assertThat(reader.submit(action("dismiss"), dismissal("duplicate")).status()).isEqualTo(401);
  }

  @Test
  void whoMayNotDecideMayPropose() {
    TestClient proposer = SERVER.signIn();
    assertThat(proposer.get("/queue").body()).contains("Propose").doesNotContain("data-key=\"a\"");
    assertThat(proposer.submit(action("dismiss"), dismissal("duplicate")).status()).isEqualTo(403);

    proposer.submit(
        action("propose"), Map.of("reason", "already_patched", "note", "patched in 1.3"));

    assertThat(SERVER.anonymous().get("/queue.json?tab=proposals").body())
        .contains("\"what\":\"dismiss as \\\"already patched\\\"\"", "patched in 1.3")
        .doesNotContain("proposedBy", "person-");
    assertThat(person("alice").get("/queue?tab=proposals").body()).contains("Do as proposed");
  }

  @Test
  void whoHasACardOpenIsToldToTriagersOnly() {
    person("alice").submit(action("opened"), Map.of());

    assertThat(person("bob").submit(action("opened"), Map.of()).body())
        .contains("alice has this open");
    assertThat(person("bob").get("/queue").body()).contains("alice has this open");
    assertThat(SERVER.anonymous().get("/queue.json").body()).contains("\"openedBy\":null");
    for (TestClient other : List.of(SERVER.anonymous(), SERVER.signIn())) {
      assertThat(other.get("/queue").body())
          .contains("CVE-2024-0001")
          .doesNotContain("has this open", "data-busy");
    }
  }

  @Test
  void pagesFollowEachOtherWithoutGapOrRepetition() {
    for (int number = 100; number < 160; number++) {
      world.suggested("CVE-2024-0" + number, "curl", 0.99, Verdict.AFFECTED);
    }
    List<String> ids = new ArrayList<>();
    String path = "/queue.json";
    Pattern next = Pattern.compile("\"next\":\"([^\"]+)\",\"total\":61");
    Matcher matcher;
    do {
      String body = SERVER.anonymous().get(path).body();
      Pattern.compile("\"vulnerability\":\"([^\"]+)\"")
          .matcher(body)
          .results()
          .forEach(found -> ids.add(found.group(1)));
      matcher = next.matcher(body);
      path = matcher.find() ? "/queue.json?after=" + matcher.group(1) : "";
    } while (!path.isEmpty());

    assertThat(ids).hasSize(61).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({"urgency", "newest", "oldest", "score"})
  void cursorThatNoPageGaveIsRefused(String order) {
    String cursor = Cursor.of("no key", 1).encode();
    TestClient.Answer answer = SERVER.anonymous().get("/queue?order=" + order + "&after=" + cursor);
    assertThat(answer.status()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({"urgency", "newest", "oldest", "score"})
  void everyOrderIsPaged(String order) {
    for (int number = 100; number < 160; number++) {
      world.suggested("CVE-2024-0" + number, "curl", 0.99, Verdict.AFFECTED);
    }
    String first = SERVER.anonymous().get("/queue.json?order=" + order).body();
    Matcher next = Pattern.compile("\"next\":\"([^\"]+)\"").matcher(first);
    assertThat(next.find()).isTrue();
    assertThat(
            SERVER
                .anonymous()
                .get("/queue.json?order=" + order + "&after=" + next.group(1))
                .status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"/queue?q=a%00b", "/queue?project=%00", "/activity?q=%00", "/search?q=%00"})
  void characterThatNoTextHoldsIsRefused(String path) {
    assertThat(SERVER.anonymous().get(path).status()).isEqualTo(400);
  }

  @Test
  void filterThatIsNoQueryIsRefused() {
    Map<String, String> form =
        Map.of("action", "dismiss", "scope", "filter", "filter", "tab=pending&q=%zz");
    assertThat(person("alice").submit("/queue/bulk/confirm", form).status()).isEqualTo(400);
  }

  @Test
  void manyAreActedOnOnlyAfterTheCountWasShown() {
    world.suggested("CVE-2024-0002", "curl", 0.99, Verdict.AFFECTED);
    TestClient alice = person("alice");

    String asked =
        alice
            .submit(
                "/queue/bulk/confirm",
                Map.of(
                    "action", "dismiss", "scope", "filter", "filter", "tab=pending&project=curl"))
            .body();
    assertThat(asked).contains("Dismiss 1 suggestion?", "CVE-2024-0002 · curl");
    assertThat(world.card("CVE-2024-0002").state()).isEqualTo(Standing.PENDING);

    String done =
        alice
            .submit(
                "/queue/bulk",
                Map.of(
                    "action",
                    "dismiss",
                    "filter",
                    "tab=pending&project=curl",
                    "expected",
                    "1",
                    "reason",
                    DismissReason.DUPLICATE.text()))
            .body();
    assertThat(done).contains("Done: 1", "Undo all of it");
    assertThat(world.card("CVE-2024-0002").state()).isEqualTo(Standing.DISMISSED);
    assertThat(world.card("CVE-2024-0001").state()).isEqualTo(Standing.PENDING);
  }
}
