package org.snowguard.server.issue.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.TestClient;
import org.snowguard.server.suggestion.QueueCard;

/** Drafts from their making to their end, on pages. */
class IssueLifePagesTest extends IssueOnPages {

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
}
