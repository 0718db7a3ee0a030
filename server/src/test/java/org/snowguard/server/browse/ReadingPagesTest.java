package org.snowguard.server.browse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.formats.channel.ChannelRevision;
import org.snowguard.server.TestClient;
import org.snowguard.server.TestServer;
import org.snowguard.server.account.Accounts;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.activity.NewEvent;
import org.snowguard.server.nixpkgs.ChannelRegistry;
import org.snowguard.server.nixpkgs.Packages;
import org.snowguard.server.suggestion.QueueCard;
import org.snowguard.server.suggestion.TriageWorld;

class ReadingPagesTest {

  private static final String HOSTILE =
      "<script>alert(1)</script> <img src=x onerror=alert(2)> javascript:alert(3)"
          + " https://example.org/?q=\\\"onmouseover=alert(4) \u202Egnp.exe";

  private static final TestServer SERVER = TestServer.start(Map.of()).withoutBackgroundWork();

  @BeforeAll
  static void arrange() {
    TriageWorld world = new TriageWorld(SERVER.database());
    world.ship(TriageWorld.UNSTABLE, Packages.of("zlib 1.3"), Packages.of("curl 8.9"));
    world.ship(TriageWorld.OLD, Packages.of("zlib 1.2"), Packages.of("gone 1.0"));
    SERVER
        .bean(ChannelRegistry.class)
        .sight(List.of(new ChannelRevision("nixos-unstable-small", "7".repeat(40), "rolling")));
    world.suggested("CVE-2024-0001", "zlib", 0.99, Verdict.AFFECTED);
    QueueCard accepted = world.suggested("CVE-2024-0002", "curl", 0.99, Verdict.AFFECTED);
    world.triage.accept(accepted.seen(), world.alice);
    world.triage.removePackage(world.card("CVE-2024-0002").seen(), "curl", world.alice);
    world.take(
        world.record("CVE-2024-0003", HOSTILE),
        world.suggest("CVE-2024-0003", "zlib", 0.7, Verdict.UNKNOWN));
    world.take(
        world.record("CVE-2024-0006", "A flaw in what only the old channel has"),
        world.suggest("CVE-2024-0006", "gone", 0.99, Verdict.AFFECTED));
    world.record("CVE-2024-0004", "Speaks of nothing in nixpkgs");
    world.record("CVE-2024-0005", "Not linked to anything");
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  private static TestClient triager() {
    return SERVER.signIn(SERVER.bean(Accounts.class).byName("alice"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /                             | Known exploited, and affected here
          /queue                        | CVE-2024-0001
          /queue?tab=settled            | CVE-2024-0006
          /queue?tab=dismissed          | Nothing here.
          /vulnerability/CVE-2024-0001  | CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H
          /project/zlib                 | CVE-2024-0001
          /package/zlib                 | maintainer-17
          /channels                     | nixos-18.03
          /channel/nixos-unstable       | CVE-2024-0001
          /channels                     | nixos-unstable-small
          /channels                     | 777777777777
          /channel/nixos-18.03          | past its end of life
          /channel/nixos-18.03          | Since its support ended: 0 then, 2 now
          /channel/nixos-18.03          | CVE-2024-0006
          /channel/nixos-unstable-small | known by where it points
          /channel/nixos-unstable-small | 7777777777777777777777777777777777777777
          /channel/nixos-unstable       | of this snapshot not read yet
          /vulnerability/CVE-2024-0001  | affected by version, patches of this snapshot not read yet
          /package/zlib                 | affected by version, patches of this snapshot not read yet
          /maintainer/maintainer-17     | Maintains 3 packages
          /package/zlib/history?channel=nixos-unstable | Steps: 1, the newest first.
          /search?q=zli                 | /package/zlib
          /search?q=speaks              | CVE-2024-0004
          /activity                     | suggestion accepted
          /sources                      | Nothing is running.
          /issues                       | There are none here.
          """)
  void pageShowsWhatItIsAbout(String path, String text) {
    TestClient.Answer answer = SERVER.anonymous().get(path);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains(text);
    assertThat(answer.headers()).doesNotContainKey("set-cookie");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/.json",
        "/queue.json",
        "/vulnerability/CVE-2024-0001.json",
        "/project/zlib.json",
        "/package/zlib.json",
        "/package/zlib/history.json?channel=nixos-18.03",
        "/channels.json",
        "/channel/nixos-18.03.json",
        "/maintainer/maintainer-17.json",
        "/search.json?q=zlib",
        "/activity.json",
        "/sources.json",
        "/issues.json",
        "/vulnerability/CVE-2024-0001/record"
      })
  void twinIsJson(String path) {
    TestClient.Answer answer = SERVER.anonymous().get(path);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers().get("content-type")).startsWith("application/json");
    assertThat(answer.body()).startsWith("{");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/queue", "/vulnerability/CVE-2024-0003", "/project/zlib", "/search?q=alert"})
  void textOfRecordsNeverBecomesMarkup(String path) {
    String body = triager().get(path).body();
    assertThat(body)
        .contains("&lt;script&gt;alert(1)")
        .doesNotContain("<script>alert", "<img src=x", "href=\"javascript:")
        .doesNotContainPattern("<[^>]*\"onmouseover=");
  }

  @Test
  void historyShowsNoInnards() {
    assertThat(SERVER.anonymous().get("/activity").body())
        .contains("suggestion accepted")
        .doesNotContain("decisionFacts", "decidedBy");
  }

  @Test
  void packagesVulnerabilitiesAreListedByVerdict() {
    TestClient client = SERVER.anonymous();
    assertThat(client.get("/package/zlib").body())
        .contains("CVE-2024-0001", "/package/zlib?verdict=unknown")
        .doesNotContain("CVE-2024-0003");
    assertThat(client.get("/package/zlib?verdict=unknown").body()).contains("CVE-2024-0003");
    assertThat(client.get("/package/zlib?verdict=bad").status()).isEqualTo(400);
    assertThat(client.get("/package/zlib/history?channel=nixos-99.11").status()).isEqualTo(404);
    assertThat(client.get("/package/zlib/history?channel=nixos-unstable&after=x").status())
        .isEqualTo(400);
  }

  @Test
  void cardSaysNothingOfAPackageThatPeopleTookOffIt() {
    assertThat(SERVER.anonymous().get("/package/curl").body()).doesNotContain("CVE-2024-0002");
  }

  @Test
  void marksThatTurnTheDirectionStayInsideTheirText() {
    assertThat(SERVER.anonymous().get("/search?q=alert").body())
        .containsPattern("<bdi class=\"headline\">[^<]*</bdi>");
    assertThat(SERVER.anonymous().get("/vulnerability/CVE-2024-0003").body())
        .containsPattern(
            "(?s)dir=\"auto\"><p>[^/]*\u202E|dir=\"auto\"><p>(?s:.*)\u202E(?s:.*)</p></div>");
  }

  @Test
  void recordWithoutASuggestionIsToldHonestly() {
    assertThat(SERVER.anonymous().get("/vulnerability/CVE-2024-0005").body())
        .contains("Not looked at yet")
        .contains("<meta name=\"robots\" content=\"noindex\">");
  }

  @Test
  void recordThatWaitsToBeMatchedAgainIsNotSaidToMatchNothing() {
    Jdbi jdbi = SERVER.database().jdbi();
    String path = "/vulnerability/CVE-2024-0005";
    jdbi.useHandle(
        handle -> {
          handle.execute(
              """
              insert into stage_watermark (stage, change)
              values ('matching', (select max(change) from vulnerability))
              on conflict (stage) do update set change = excluded.change
              """);
          try {
            assertThat(SERVER.anonymous().get(path).body()).contains("Looked at by machine");
            handle.execute(
                """
                insert into matching_due (vulnerability_id)
                select id from vulnerability where public_id = 'CVE-2024-0005'
                """);
            assertThat(SERVER.anonymous().get(path).body()).contains("Not looked at yet");
          } finally {
            handle.execute("update stage_watermark set change = 0 where stage = 'matching'");
            handle.execute("delete from matching_due");
          }
        });
  }

  @Test
  void activityIsFilteredByEveryKindThatThePublicMayRead() {
    assertThat(SERVER.anonymous().get("/activity?kind=algorithm").status()).isEqualTo(200);
    assertThat(SERVER.anonymous().get("/activity?kind=account").status()).isEqualTo(400);
  }

  /** It is said on the pages of drafts too, with notes that are meant for the team. */
  @Test
  void whatTheTeamSaysOfAFixIsForTheTeam() {
    SERVER
        .bean(EventLog.class)
        .append(
            new NewEvent(
                "fix.refuted", "fix", 7, "#7", null, null, null, null, null, "not yet told", null));
    assertThat(triager().get("/activity?kind=fix").body()).contains("not yet told");
    assertThat(SERVER.anonymous().get("/activity").body()).doesNotContain("not yet told");
    assertThat(SERVER.anonymous().get("/activity?kind=fix").status()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({
    "/vulnerability/cve-2024-0001, /vulnerability/CVE-2024-0001",
    "/search?q=cve-2024-0001, /vulnerability/CVE-2024-0001",
    "/search?q=0123456789012345678901234567890123456789,"
        + " /commit/0123456789012345678901234567890123456789"
  })
  void idLeadsToItsPage(String path, String target) {
    TestClient.Answer answer = SERVER.anonymous().get(path);
    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.location()).isEqualTo(target);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/vulnerability/CVE-1999-0001",
        "/project/nothing",
        "/package/nothing",
        "/channel/nothing",
        "/commit/0123456789012345678901234567890123456789",
        "/maintainer/nobody",
        "/issue/999999",
        "/issue/words",
        "/queue/999999"
      })
  void whatIsNotThereIsNotFound(String path) {
    assertThat(SERVER.anonymous().get(path).status()).isEqualTo(404);
  }

  @Test
  void draftsAreThereForTriagersOnly() {
    TestClient triager = triager();
    String list = triager.get("/issues").body();
    assertThat(list).contains("CVE-2024-0002", "draft");
    String path = list.replaceFirst("(?s).*href=\"(/issue/\\d+)\".*", "$1");

    assertThat(triager.get(path).body()).contains("Drafts are seen by triagers alone");
    assertThat(SERVER.anonymous().get(path).status()).isEqualTo(404);
    assertThat(SERVER.anonymous().get(path + ".json").status()).isEqualTo(404);
    assertThat(SERVER.anonymous().get("/issues?state=draft").status()).isEqualTo(400);
    assertThat(triager.get("/activity.json").body()).contains("issue.");
    assertThat(SERVER.anonymous().get("/activity.json").body()).doesNotContain("\"issue.");
    assertThat(SERVER.anonymous().get("/vulnerability/CVE-2024-0002.json").body())
        .doesNotContain("\"issue.");
  }

  @Test
  void activityIsCountedWithWhatItLists() {
    String before = SERVER.anonymous().get("/activity.json").body();
    SERVER
        .bean(EventLog.class)
        .append(
            new NewEvent(
                "alias.added", "alias", 1, "one", null, null, null, null, null, null, null));
    String after = SERVER.anonymous().get("/activity.json").body();
    assertThat(after).contains("alias.added");
    assertThat(Long.parseLong(total(after))).isEqualTo(Long.parseLong(total(before)) + 1);
    TestClient triager = triager();
    assertThat(Long.parseLong(total(triager.get("/activity.json").body())))
        .isGreaterThan(Long.parseLong(total(after)));
  }

  private static String total(String json) {
    return json.replaceFirst("(?s).*\"total\":(\\d+).*", "$1");
  }

  @Test
  void activityIsFilteredByWhoAndKind() {
    assertThat(triager().get("/activity?who=people&kind=suggestion").body())
        .contains("suggestion accepted", "alice")
        .doesNotContain("channel advanced");
    assertThat(SERVER.anonymous().get("/activity?who=machine").body())
        .contains("channel advanced")
        .doesNotContain("suggestion accepted");
    assertThat(SERVER.anonymous().get("/activity?who=me").status()).isEqualTo(400);
    assertThat(SERVER.anonymous().get("/activity?kind=issue").status()).isEqualTo(400);
  }

  @Test
  void linkByHandNeedsATriager() {
    Map<String, String> form = Map.of("project", "curl");
    assertThat(SERVER.signIn().submit("/vulnerability/CVE-2024-0004/link", form).status())
        .isEqualTo(403);
    TestClient triager = triager();
    assertThat(triager.submit("/vulnerability/CVE-2024-0004/link", form).status()).isEqualTo(303);
    assertThat(triager.get("/vulnerability/CVE-2024-0004").body()).contains("linked by hand");
  }
}
