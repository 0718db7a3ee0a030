package org.snowguard.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.app.schema.Schema;
import picocli.CommandLine;

class CommandsTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private record Outcome(int exitCode, String out, String err) {}

  @Test
  void addedAccountGetsALinkAndIsListed() {
    Outcome added = account("add", "alice", "--role", "triager", "--role", "operator");
    assertThat(added.err()).isEmpty();
    assertThat(added.exitCode()).isZero();
    assertThat(added.out())
        .contains("Sign in as alice (triager, operator), once, until ")
        .containsPattern("https://snowguard\\.example/sign-in/[\\w-]{43}\\R");
    assertThat(account("list").out()).contains("alice\ttriager, operator");
    assertThat(account("link", "alice").out()).contains("https://snowguard.example/sign-in/");
    assertThat(account("roles", "alice", "--role", "maintainer").out())
        .isEqualTo("alice\tmaintainer\n");
    assertThat(account("roles", "alice").out()).isEqualTo("alice\t\n");
    assertThat(account("roles", "alice", "--role", "king").err()).contains("use one of");
    assertThat(account("delete", "alice").exitCode()).isZero();
    assertThat(account("list").out()).doesNotContain("alice");
  }

  @Test
  void tokenIsShownOnceListedAndRevoked() {
    account("add", "uploader", "--role", "operator");
    Outcome added =
        account("token", "add", "uploader", "--scope", "evaluation", "--expires", "90d");
    assertThat(added.err()).isEmpty();
    Matcher secret = Pattern.compile("snowguard_([0-9a-f]{8})_[\\w-]{43}").matcher(added.out());
    assertThat(secret.find()).isTrue();
    assertThat(account("token", "list").out())
        .contains(secret.group(1) + "\tuploader\tevaluation\tin use until ")
        .contains("never used")
        .doesNotContain(secret.group());
    Outcome revoked = account("token", "revoke", secret.group(1));
    assertThat(revoked.exitCode()).isZero();
    assertThat(revoked.out()).contains("Token " + secret.group(1) + " is revoked");
    assertThat(account("token", "list").out())
        .contains(secret.group(1) + "\tuploader\tevaluation\trevoked");
    assertThat(account("token", "revoke", secret.group(1)).err().lines()).hasSize(1);
    assertThat(account("token", "add", "uploader", "--scope", "all").err())
        .contains("use evaluation");
    assertThat(
            account("token", "add", "uploader", "--scope", "evaluation", "--expires", "soon").err())
        .contains("90d, 12h");
  }

  @ParameterizedTest
  @CsvSource({"90, 90", "12h, 0.5", "365d, 365"})
  void bareNumberIsALifeInDays(String expires, double days) {
    account("add", "days" + expires, "--role", "operator");
    Instant start = Instant.now();
    Outcome added =
        account("token", "add", "days" + expires, "--scope", "metrics", "--expires", expires);
    assertThat(added.err()).isEmpty();
    Matcher until = Pattern.compile("until (\\S+) (\\S+) UTC").matcher(added.out());
    assertThat(until.find()).as(added.out()).isTrue();
    assertThat(Instant.parse(until.group(1) + "T" + until.group(2) + "Z"))
        .isCloseTo(start.plusSeconds((long) (days * 86_400)), within(2, ChronoUnit.MINUTES));
  }

  @ParameterizedTest
  @CsvSource({"90ms, 0 minutes", "59m, 59 minutes", "400, 400 days"})
  void lifeThatNobodyMeansIsRefused(String expires, String read) {
    account("add", "life" + expires, "--role", "operator");
    Outcome refused =
        account("token", "add", "life" + expires, "--scope", "metrics", "--expires", expires);
    assertThat(refused.exitCode()).isNotZero();
    assertThat(refused.err()).contains(read, "12h", "90d");
    assertThat(account("token", "list").out()).doesNotContain("life" + expires);
  }

  @Test
  void mistakeIsToldInOneLine() {
    Outcome outcome = account("add", "bob", "--role", "king");
    assertThat(outcome.exitCode()).isNotZero();
    assertThat(outcome.err().lines()).hasSize(1);
    assertThat(outcome.err()).contains("\"king\"").contains("security-team");
    assertThat(account("link", "nobody").err()).contains("\"nobody\"").contains("account list");
  }

  @Test
  void filesToImportAreCheckedBeforeAnythingStarts() {
    Outcome outcome = run("serve", "--channel", "nixos-unstable=/no/such/file");
    assertThat(outcome.exitCode()).isNotZero();
    assertThat(outcome.err().lines()).hasSize(1);
    assertThat(outcome.err()).contains("/no/such/file");
  }

  @Test
  void settingsOfTheCommandLineAreChecked() {
    Outcome outcome = run("serve", "--set", "snowguard.web.prot=1");
    assertThat(outcome.exitCode()).isNotZero();
    assertThat(outcome.err()).contains("Did you mean \"snowguard.web.port\"");
  }

  /** A mistyped directory must not answer as an empty one. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "shipped xz@5.6.1",
        "digest",
        "aliases list",
        "aliases export",
        "account list",
        "account link alice",
        "account delete alice",
        "account token list",
        "backup -"
      })
  void whereThereIsNoDatabaseNoneIsMade(String command, @TempDir Path directory)
      throws IOException {
    Path data = directory.resolve("mistyped");
    Outcome outcome = run((command + " --data " + data).split(" "));
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains(data.toString(), "there is none", "--data").hasLineCount(1);
    assertThat(data).doesNotExist();
    assertThat(directory).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"shipped xz@5.6.1", "digest", "aliases list", "account list", "backup -"})
  void schemaIsLeftToTheServer(String command) throws SQLException {
    try (EmptyDatabase scratch = EmptyDatabase.create()) {
      String[] words = (command + " --database-url " + scratch.url()).split(" ");
      Outcome empty = run(words);
      assertThat(empty.exitCode()).isEqualTo(2);
      assertThat(empty.err()).contains("never stored anything");
      assertThat(scratch.number("select count(*) from pg_tables where schemaname = 'public'"))
          .isZero();
      if (!command.startsWith("backup")) {
        new Schema(scratch.dataSource()).migrateTo("109");
        Outcome older = run(words);
        assertThat(older.exitCode()).isEqualTo(2);
        assertThat(older.err()).contains("version 109", "snowguard serve").hasLineCount(1);
        assertThat(new Schema(scratch.dataSource()).standing().applied()).isEqualTo("109");
      }
    }
  }

  @Test
  void nothingReadIsNoAllClear() {
    Outcome outcome = run("shipped", "xz@5.6.1", "--database-url", database.url());
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("xz@5.6.1", "no packages were ever read here");
  }

  private static Outcome account(String... arguments) {
    String[] all = new String[arguments.length + 5];
    all[0] = "account";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[arguments.length + 1] = "--database-url";
    all[arguments.length + 2] = database.url();
    all[arguments.length + 3] = "--base-url";
    all[arguments.length + 4] = "https://snowguard.example";
    return run(all);
  }

  private static Outcome run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commandLine = SnowguardServer.commandLine();
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    return new Outcome(commandLine.execute(arguments), out.toString(), err.toString());
  }
}
