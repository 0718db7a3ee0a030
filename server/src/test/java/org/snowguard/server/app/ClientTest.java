package org.snowguard.server.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.TestServer;
import org.snowguard.server.account.Accounts;
import org.snowguard.server.account.ApiTokens;
import org.snowguard.server.nixpkgs.Packages;
import org.snowguard.server.suggestion.QueueCard;
import org.snowguard.server.suggestion.TriageWorld;
import org.snowguard.server.web.Scope;

/** The program's commands, each a process of its own as scripts start them, against a server. */
class ClientTest {

  private static final TestServer SERVER = TestServer.start(Map.of()).withoutBackgroundWork();

  @TempDir private Path home;
  private QueueCard zlib;
  private QueueCard curl;

  private record Run(int exitCode, String out, String err) {}

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @BeforeEach
  void arrange() {
    TriageWorld world = new TriageWorld(SERVER.database());
    world.ship(TriageWorld.UNSTABLE, Packages.of("zlib 1.3"), Packages.of("curl 8.9"));
    zlib = world.suggested("CVE-2024-0001", "zlib", 0.99, Verdict.AFFECTED);
    curl = world.suggested("CVE-2024-0002", "curl", 0.99, Verdict.NOT_AFFECTED);
  }

  private static String token(Scope scope) {
    Accounts accounts = SERVER.bean(Accounts.class);
    return SERVER
        .bean(ApiTokens.class)
        .issue(accounts.byName("alice"), Set.of(scope), Duration.ofDays(1))
        .secret();
  }

  private Run run(Map<String, String> environment, String input, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add("org.snowguard.cli.Snowguard");
    command.addAll(List.of(arguments));
    try {
      Path out = Files.createTempFile(home, "out", null);
      Path err = Files.createTempFile(home, "err", null);
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
      builder.environment().put("XDG_CONFIG_HOME", home.toString());
      builder.environment().putAll(environment);
      Process process = builder.start();
      process.getOutputStream().write(input.getBytes(UTF_8));
      process.getOutputStream().close();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Run asAlice(Scope scope, String... arguments) {
    return run(
        Map.of("SNOWGUARD_SERVER", SERVER.baseUrl().toString(), "SNOWGUARD_TOKEN", token(scope)),
        "",
        arguments);
  }

  @Test
  void loginKeepsTheTokenForItsOwnerAlone() throws IOException {
    Run login = run(Map.of(), token(Scope.READ), "login", SERVER.baseUrl().toString());
    assertThat(login.exitCode()).as(login.err()).isZero();
    assertThat(login.out()).contains("as alice");
    Path kept = home.resolve("snowguard/client.properties");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
        .isEqualTo("rw-------");

    assertThat(run(Map.of(), "", "queue").out()).contains("CVE-2024-0001");

    Files.setPosixFilePermissions(kept, PosixFilePermissions.fromString("rw-r--r--"));
    Run refused = run(Map.of(), "", "queue");
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).contains("chmod 600");
  }

  @Test
  void listsAndSearches() {
    Run queue = asAlice(Scope.READ, "queue");
    assertThat(queue.out().lines().findFirst().orElseThrow()).startsWith("NUMBER");
    assertThat(queue.out()).contains("CVE-2024-0001", "zlib", "9.8", "affected 1/1");

    String[] conditions = {
      "search",
      "--cvss",
      ">=7",
      "--vector",
      "AV:N,PR:N",
      "--channel",
      TriageWorld.UNSTABLE,
      "--status",
      "affected",
      "--json"
    };
    Run search = asAlice(Scope.READ, conditions);
    assertThat(search.exitCode()).as(search.err()).isZero();
    assertThat(search.out().lines()).hasSize(1).first().asString().contains("\"CVE-2024-0001\"");
    assertThat(asAlice(Scope.READ, "search", "--cvss", "<7").out()).contains("Nothing");
    assertThat(asAlice(Scope.READ, "search", "--vector", "AV:L").out()).contains("Nothing");
  }

  @Test
  void showsWhatIsAsked() {
    assertThat(asAlice(Scope.READ, "show", String.valueOf(zlib.id())).out())
        .contains("CVE-2024-0001 and zlib: pending", "zlib 1.3", "is affected");
    assertThat(asAlice(Scope.READ, "show", "CVE-2024-0001").out()).contains("About zlib");
    assertThat(asAlice(Scope.READ, "show", "curl").out()).contains("nixos-unstable has 8.9");
    Run missing = asAlice(Scope.READ, "show", "CVE-1999-9999");
    assertThat(missing.exitCode()).isEqualTo(1);
    assertThat(missing.err()).contains("CVE-1999-9999");
  }

  @Test
  void decidesAndTakesBack() {
    Run accepted = asAlice(Scope.TRIAGE, "accept", String.valueOf(zlib.id()));
    assertThat(accepted.exitCode()).as(accepted.err()).isZero();
    assertThat(accepted.out()).contains("CVE-2024-0001, zlib", "Accepted");
    assertThat(asAlice(Scope.TRIAGE, "issue", "list").out()).contains("zlib");

    Run dismissed =
        asAlice(
            Scope.TRIAGE,
            "dismiss",
            String.valueOf(curl.id()),
            "--reason",
            "version-never-affected",
            "--json");
    assertThat(dismissed.out()).contains("\"notice\":\"Dismissed as version never affected");
    assertThat(asAlice(Scope.TRIAGE, "undo").out()).contains("Taken back");
  }

  @Test
  void makesADraftByHand() {
    Run made =
        asAlice(
            Scope.TRIAGE,
            "issue",
            "new",
            "--title",
            "zlib: something new",
            "--project",
            "zlib",
            "--vulnerability",
            "CVE-2024-0001");
    assertThat(made.exitCode()).as(made.err()).isZero();
    String number = made.out().replaceAll("(?s).*/issue/([0-9]+).*", "$1");
    Run shown = asAlice(Scope.TRIAGE, "issue", "show", number);
    assertThat(shown.out()).contains("zlib: something new", "CVE-2024-0001", "project zlib");
  }

  private String draft(String vulnerability, String project) {
    String[] words = {
      "issue", "new", "--title", "T", "--project", project, "--vulnerability", vulnerability
    };
    return asAlice(Scope.TRIAGE, words).out().replaceAll("(?s).*/issue/([0-9]+).*", "$1");
  }

  private static String[] and(String[] first, String... more) {
    return Stream.concat(Arrays.stream(first), Arrays.stream(more)).toArray(String[]::new);
  }

  @Test
  void publishesWhatWasShown() {
    String number = draft("CVE-2024-0001", "zlib");

    Run preview = asAlice(Scope.READ, "issue", "publish", number, "--preview");
    assertThat(preview.exitCode()).as(preview.err()).isZero();
    assertThat(preview.out()).contains("NIXPKGS-2026-0001: ", "published on this server");
    Run unasked = asAlice(Scope.TRIAGE, "issue", "publish", number);
    assertThat(unasked.exitCode()).isEqualTo(2);
    assertThat(unasked.err()).contains("no terminal to ask");
    String[] publish = {"issue", "publish", number, "--yes", "--tick", "patches-unread"};
    Run reading = asAlice(Scope.READ, publish);
    assertThat(reading.exitCode()).isEqualTo(1);
    assertThat(reading.err()).contains("scope triage");
    Run stale = asAlice(Scope.TRIAGE, and(publish, "--fingerprint", "0"));
    assertThat(stale.exitCode()).as(stale.err()).isEqualTo(3);

    Run published = asAlice(Scope.TRIAGE, and(publish, "--new"));
    assertThat(published.exitCode()).as(published.err()).isZero();
    assertThat(published.out()).contains("Published as NIXPKGS-2026-0001. (/issue/NIXPKGS-");
    Run again = asAlice(Scope.TRIAGE, publish);
    assertThat(again.exitCode()).isEqualTo(1);
    assertThat(again.err()).contains("nothing was published");
  }

  @Test
  void publishesDespiteACheckOnlyWhenItIsTicked() {
    String number = draft("CVE-2024-0002", "curl");
    Run unticked = asAlice(Scope.TRIAGE, "issue", "publish", number, "--yes", "--json");
    assertThat(unticked.exitCode()).isEqualTo(1);
    String code = unticked.err().replaceAll("(?s).*--tick ([a-z-_]+) .*", "$1");
    Run ticked =
        asAlice(Scope.TRIAGE, "issue", "publish", number, "--yes", "--json", "--tick", code);
    assertThat(ticked.exitCode()).as(ticked.err()).isZero();
    assertThat(ticked.out()).contains("\"notice\":\"Published as NIXPKGS-");
  }

  @Test
  void bringsWhatAnotherTrackerDecided() throws IOException {
    Path dump =
        Files.writeString(
            home.resolve("dump.json"),
            "[{\"id\":\"NIXPKGS-2026-0001\",\"status\":\"rejected\",\"cve\":\"CVE-2024-0001\"}]");
    assertThat(asAlice(Scope.TRIAGE, "import", "nst", dump.toString()).out())
        .startsWith("1 decisions: 0 suggestions accepted, 1 dismissed");
  }

  /** A tracker of two pages, the second of which leads to another address. */
  private HttpServer tracker(String afterTheSecond) throws IOException {
    HttpServer tracker = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    String entry = "{\"id\":\"NIXPKGS-2026-000%d\",\"status\":\"rejected\",\"cve\":\"%s\"}";
    String form = "{\"count\":2,\"next\":%s,\"results\":[%s]}";
    Map<String, String> pages =
        Map.of(
            "page=1", form.formatted("\"/api?page=2\"", entry.formatted(1, "CVE-2024-0001")),
            "page=2", form.formatted(afterTheSecond, entry.formatted(2, "CVE-2024-0002")));
    tracker.createContext(
        "/api",
        exchange -> {
          byte[] body = pages.getOrDefault(exchange.getRequestURI().getQuery(), "").getBytes(UTF_8);
          exchange.sendResponseHeaders(body.length == 0 ? 404 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    tracker.start();
    return tracker;
  }

  private Run importFrom(HttpServer tracker) {
    String first = "http://localhost:%d/api?page=1".formatted(tracker.getAddress().getPort());
    return asAlice(Scope.TRIAGE, "import", "nst", first);
  }

  @Test
  void bringsAnothersListPageByPage() throws IOException {
    HttpServer tracker = tracker("null");
    try {
      Run taken = importFrom(tracker);
      assertThat(taken.exitCode()).as(taken.err()).isZero();
      assertThat(taken.out()).startsWith("2 decisions: 0 suggestions accepted, 2 dismissed");
      assertThat(taken.err())
          .contains("Page 1: 1 entries of 2", "Page 2: 2 entries of 2")
          .doesNotContain("Page 3");
    } finally {
      tracker.stop(0);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/api?page=1, lead in a circle",
    "https://elsewhere.example/api, is elsewhere",
    "/api?page=3, it answered 404"
  })
  void pagesThatLeadAstrayEndTheImport(String next, String words) throws IOException {
    HttpServer tracker = tracker("\"" + next + "\"");
    try {
      Run taken = importFrom(tracker);
      assertThat(taken.exitCode()).isEqualTo(4);
      assertThat(taken.err()).contains(words, "Stopped after 2 pages");
    } finally {
      tracker.stop(0);
    }
  }

  @Test
  void failuresHaveExitCodesAndTeach() {
    Run reading =
        asAlice(Scope.READ, "dismiss", String.valueOf(zlib.id()), "--reason", "duplicate");
    assertThat(reading.exitCode()).isEqualTo(1);
    assertThat(reading.err()).contains("make a token with the scope triage");

    Run old = asAlice(Scope.TRIAGE, "accept", String.valueOf(zlib.id()), "--revision", "99999");
    assertThat(old.exitCode()).as(old.err()).isEqualTo(3);

    assertThat(asAlice(Scope.READ, "search", "--cvss", "high").exitCode()).isEqualTo(2);

    Run nowhere =
        run(Map.of("SNOWGUARD_SERVER", "http://localhost:1", "SNOWGUARD_TOKEN", "x"), "", "queue");
    assertThat(nowhere.exitCode()).isEqualTo(4);
    assertThat(nowhere.err()).contains("Is the server up");

    Run unknown =
        run(
            Map.of("SNOWGUARD_SERVER", SERVER.baseUrl().toString(), "SNOWGUARD_TOKEN", "nonsense"),
            "",
            "queue");
    assertThat(unknown.exitCode()).isEqualTo(1);
    assertThat(unknown.err()).contains("snowguard login");

    assertThat(run(Map.of(), "", "queue").err()).contains("snowguard login https://");
    assertThat(run(Map.of(), "t", "login", "http://snowguard.example.org").exitCode()).isEqualTo(1);
  }
}
