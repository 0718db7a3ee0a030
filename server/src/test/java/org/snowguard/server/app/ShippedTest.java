package org.snowguard.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.snowguard.server.app.AnvilChannels.STABLE;
import static org.snowguard.server.app.AnvilChannels.UNSTABLE;
import static org.snowguard.server.app.AnvilChannels.anvil;
import static org.snowguard.server.app.AnvilChannels.anvilAt;
import static org.snowguard.server.app.AnvilChannels.other;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowguard.server.TestClient;
import org.snowguard.server.TestServer;
import org.snowguard.server.web.Role;
import picocli.CommandLine;

/** Which channels carried a version: on the page of its package, by the command, in an issue. */
class ShippedTest {

  private static final TestServer SERVER = TestServer.start(Map.of()).withoutBackgroundWork();

  private final Jdbi jdbi = SERVER.bean(Jdbi.class);
  private final AnvilChannels channels = new AnvilChannels(SERVER);

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @BeforeEach
  void oneRecord() {
    channels.empty();
  }

  @Test
  void pageTellsWhoCarriedAVersionThatIsGone() throws InterruptedException {
    channels.ship(UNSTABLE, anvil("1.3"), other());
    channels.ship(STABLE, anvil("1.2"), other());
    channels.ship(UNSTABLE, other());
    channels.ship(STABLE, anvil("1.2", "CVE-2024-0001.patch"), other());
    TestClient anonymous = SERVER.anonymous();
    String page = anonymous.get("/package/anvil?version=1.3").body();
    assertThat(page)
        .contains("No channel carries it any more", "000000000001", "<svg", "tone-")
        .doesNotContain("Draft an issue");
    assertThat(anonymous.get("/package/anvil?version=1.2").body())
        .contains("Some channel still carries it", "patch added: <code>CVE-2024-0001.patch</code>");
    assertThat(anonymous.get("/package/anvil?version=9").body())
        .contains("No channel ever carried this version");
    assertThat(anonymous.get("/package/anvil.json?version=1.3").body())
        .contains("\"asked\":{\"version\":\"1.3\",\"carried\":[{\"channel\":\"nixos-unstable\"");
  }

  @Test
  void pagesOfARenamedPackageLeadToEachOther() throws InterruptedException {
    channels.ship(UNSTABLE, anvil("1.3"), other());
    channels.ship(UNSTABLE, anvilAt("anvil_1", "1.3"), other());
    assertThat(SERVER.anonymous().get("/package/anvil").body())
        .contains("Renamed to <a href=\"/package/anvil_1\">")
        .contains("its last one");
    assertThat(SERVER.anonymous().get("/package/anvil_1").body())
        .contains("Renamed from <a href=\"/package/anvil\">");
  }

  @Test
  void oneClickMakesOneDraft() throws InterruptedException {
    channels.ship(UNSTABLE, anvil("1.3"), other());
    Map<String, String> form = Map.of("attribute", "anvil", "version", "1.3");
    assertThat(SERVER.signIn().submit("/issues/shipped", form).status()).isEqualTo(403);
    TestClient triager = SERVER.signIn(Role.TRIAGER);
    assertThat(triager.get("/package/anvil?version=1.3").body())
        .contains("Draft an issue about anvil 1.3");
    TestClient.Answer made = triager.submit("/issues/shipped", form);
    assertThat(made.status()).isEqualTo(303);
    String path = String.valueOf(made.location());
    assertThat(triager.get(path).body())
        .contains("anvil 1.3 shipped in nixos-unstable", "No vulnerability is known for it yet");
    assertThat(triager.get(path + ".json").body())
        .contains("\"packages\":[{\"attribute\":\"anvil\",\"version\":\"1.3\",\"carried\":[{");
    assertThat(triager.get("/issues?state=draft").body()).contains("/package/anvil");
    assertThat(triager.submit("/issues/shipped", form).location()).isEqualTo(path);
    assertThat(SERVER.anonymous().get(path).status()).isEqualTo(404);
    assertThat(triager.get("/activity.json?kind=issue").body())
        .containsOnlyOnce("\"issue.drafted\"");
    assertThat(
            triager
                .submit("/issues/shipped", Map.of("attribute", "anvil", "version", "9"))
                .status())
        .isEqualTo(404);
  }

  /** However many issues there are, the list asks the database as often. */
  @Test
  void listOfIssuesIsReadAtOnce() throws InterruptedException {
    channels.ship(UNSTABLE, anvil("1.3"), other());
    TestClient triager = SERVER.signIn(Role.TRIAGER);
    triager.submit("/issues/shipped", Map.of("attribute", "anvil", "version", "1.3"));
    int one = statements(() -> triager.get("/issues.json?state=draft"));
    triager.submit("/issues/shipped", Map.of("attribute", "hammer", "version", "2.0"));
    int two = statements(() -> triager.get("/issues.json?state=draft"));
    assertThat(one).isPositive();
    assertThat(two).isEqualTo(one);
    assertThat(triager.get("/issues.json?state=draft").body())
        .contains("\"attribute\":\"anvil\",\"version\":\"1.3\",\"carried\":[{")
        .contains("\"attribute\":\"hammer\",\"version\":\"2.0\",\"carried\":[{");
  }

  private int statements(Runnable asked) {
    AtomicInteger count = new AtomicInteger();
    SqlStatements config = jdbi.getConfig(SqlStatements.class);
    SqlLogger before = config.getSqlLogger();
    config.setSqlLogger(
        new SqlLogger() {
          @Override
          public void logAfterExecution(StatementContext context) {
            if (context.getRenderedSql().contains("package_span")) {
              count.incrementAndGet();
            }
          }
        });
    try {
      asked.run();
    } finally {
      config.setSqlLogger(before);
    }
    return count.get();
  }

  private record Outcome(int exitCode, String out, String err) {}

  private static Outcome shipped(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commandLine = SnowguardServer.commandLine();
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    List<String> all = new java.util.ArrayList<>(List.of("shipped"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--database-url", SERVER.database().url()));
    int exitCode = commandLine.execute(all.toArray(String[]::new));
    return new Outcome(exitCode, out.toString(), err.toString());
  }

  @Test
  void commandAnswersTheFirstQuestion() throws InterruptedException {
    channels.ship(UNSTABLE, anvilAt("anvil_1", "1.3"), other());
    channels.ship(STABLE, anvilAt("anvil_1", "1.2"), other());
    channels.ship(UNSTABLE, anvilAt("anvil_1", "1.4"), other());
    Outcome found = shipped("anvil_1@1.3");
    assertThat(found.exitCode()).isZero();
    assertThat(found.out())
        .contains(
            "nixos-unstable   from 000000000001 (2026-10-02) to 000000000001 (2026-10-02), gone at")
        .contains("No channel carries it any more.")
        .doesNotContain("\u001b");
    assertThat(shipped("anvil_1").out()).contains("anvil_1 1.4", "anvil_1 1.2", "still there");
    Outcome byProject = shipped("anvil@1.2");
    assertThat(byProject.exitCode()).isZero();
    assertThat(byProject.out()).contains("its project has anvil_1").contains("nixos-26.05");
    Outcome json = shipped("anvil_1@1.4", "--json");
    assertThat(json.out())
        .contains(
            "\"taken\":\"attribute\"", "\"stillThere\":true", "\"channel\":\"nixos-unstable\"");
  }

  /** What openssl@1.1.1w is to openssl_1_1. */
  @Test
  void versionOfARelativeIsFound() throws InterruptedException {
    channels.ship(UNSTABLE, anvil("1.4"), anvilAt("anvil_1_3", "1.3"), other());
    channels.ship(STABLE, anvil("1.3"), other());
    channels.ship(STABLE, anvil("1.4"), other());
    Outcome stillThere = shipped("anvil@1.3");
    assertThat(stillThere.exitCode()).isZero();
    assertThat(stillThere.out())
        .contains("Also carried at 1.3 by other attributes", "anvil_1_3 1.3", "still carries it");
    Outcome never = shipped("anvil_1_3@1.4");
    assertThat(never.exitCode()).isZero();
    assertThat(never.out())
        .contains("Carried at 1.4 by other attributes", "anvil 1.4")
        .doesNotContain("hammer");
    assertThat(shipped("anvil_1_3@1.4", "--json").out())
        .contains("\"carried\":[],\"elsewhere\":[{", "\"stillThere\":true");
    assertThat(SERVER.anonymous().get("/package/anvil_1_3?version=1.4").body())
        .contains("Not this attribute, but others", "/package/anvil?version=1.4");
    assertThat(shipped("anvil@6.6.6").exitCode()).isEqualTo(1);
  }

  /** What openssl@3.6.2 is to openssl_3_6: both are to be mended. */
  @Test
  void relativesAreToldOfAVersionThatIsStillThere() throws InterruptedException {
    channels.ship(
        UNSTABLE, anvil("1.3"), anvilAt("anvil_1_3", "1.3"), anvilAt("anvil_1", "1.2"), other());
    assertThat(shipped("anvil@1.3").out())
        .containsSubsequence("anvil 1.3", "Also carried at 1.3", "anvil_1_3 1.3", "still there")
        .doesNotContain("anvil_1 1.2", "hammer");
    assertThat(shipped("anvil@1.3", "--json").out())
        .containsPattern("\"elsewhere\":\\[\\{[^\\]]*\"attribute\":\"anvil_1_3\"");
    assertThat(SERVER.anonymous().get("/package/anvil.json?version=1.3").body())
        .containsPattern("\"elsewhere\":\\[\\{[^\\]]*\"attribute\":\"anvil_1_3\"");
    assertThat(SERVER.signIn(Role.TRIAGER).get("/package/anvil?version=1.3").body())
        .contains("/package/anvil_1_3?version=1.3", "About anvil alone");
  }

  @ParameterizedTest
  @ValueSource(strings = {"anvil@v1.3.1", "ANVIL@1.3.1", "Anvil@V1.3.1"})
  void caseAndALeadingVDoNotMatter(String asked) throws InterruptedException {
    channels.ship(UNSTABLE, anvil("1.3.1"), other());
    Outcome found = shipped(asked);
    assertThat(found.exitCode()).isZero();
    assertThat(found.out()).contains("anvil 1.3.1", "still there");
  }

  @Test
  void pageShowsTheVersionAsItIsWritten() throws InterruptedException {
    channels.ship(UNSTABLE, anvil("1.3.1"), other());
    assertThat(SERVER.signIn(Role.TRIAGER).get("/package/anvil?version=V1.3.1").body())
        .contains("Draft an issue about anvil 1.3.1", "name=\"version\" value=\"1.3.1\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"anvil-1.3.1", "anvil 1.3.1"})
  void otherWaysToWriteAVersionAreNoAllClear(String asked) throws InterruptedException {
    channels.ship(UNSTABLE, anvil("1.3.1"), other());
    Outcome refused = shipped(asked);
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("write anvil@1.3.1");
  }

  @Test
  void seriesNamesItsVersions() throws InterruptedException {
    channels.ship(UNSTABLE, anvil("1.3.0"), other());
    channels.ship(UNSTABLE, anvil("1.3.1"), other());
    channels.ship(UNSTABLE, anvil("1.4"), other());
    Outcome series = shipped("anvil@1.3");
    assertThat(series.exitCode()).isEqualTo(1);
    assertThat(series.out()).contains("Carried were: 1.3.1, 1.3.0").doesNotContain("1.4");
  }

  @Test
  void commandSaysWhatWasNeverShipped() throws InterruptedException {
    channels.ship(UNSTABLE, anvil("1.3"), other());
    Outcome version = shipped("anvil@6.6.6");
    assertThat(version.exitCode()).isEqualTo(1);
    assertThat(version.out()).contains("Carried were: 1.3");
    Outcome mistyped = shipped("anvill");
    assertThat(mistyped.exitCode()).isEqualTo(1);
    assertThat(mistyped.out()).contains("Nearest attributes: anvil");
    assertThat(shipped("@1.0").exitCode()).isEqualTo(2);
    assertThat(shipped().exitCode()).isEqualTo(2);
  }
}
