package org.snowguard.server.issue.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowguard.server.TestClient;

class IssuePagesTest extends IssueOnPages {

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
    assertThat(alice.get("/issues.json?" + parameters).body().contains("\"number\":" + issue + ","))
        .isEqualTo(found);
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
}
