package org.snowguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class VerdictCommandTest {

  private static final String RECORD =
      """
      {"dataType":"CVE_RECORD","dataVersion":"5.1",
       "cveMetadata":{"cveId":"CVE-2024-90001","state":"PUBLISHED","assignerOrgId":"00000000-0000-4000-8000-000000000001"},
       "containers":{"cna":{"providerMetadata":{"orgId":"00000000-0000-4000-8000-000000000001","shortName":"example"},
         "descriptions":[{"lang":"en","value":"A flaw in frobnicator."}],
         "references":[{"url":"https://example.org/frobnicator"}],
         "affected":[{"vendor":"example","product":"frobnicator",
           "versions":[{"version":"0","lessThan":"1.4","status":"affected","versionType":"custom"}]}]}}}
      """;
  private static final String PACKAGES =
      """
      {"version":"2","packages":{
        "frobnicator":{"name":"frobnicator-1.3","pname":"frobnicator","version":"1.3",
          "meta":{"knownVulnerabilities":["CVE-2024-90001 is not fixed"]}}}}
      """;

  @TempDir private Path directory;
  private final StringWriter err = new StringWriter();
  private Path record = Path.of("");

  @BeforeEach
  void writeTheRecord() throws IOException {
    record = write("CVE-2024-90001.json", RECORD);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private record Outcome(int exitCode, List<String> lines) {}

  private Outcome verdict(String cases, String... more) throws IOException {
    Path file = write("cases.jsonl", cases);
    List<String> arguments =
        new ArrayList<>(
            List.of("verdict", "--cves", record.toString(), "--cases", file.toString()));
    arguments.addAll(List.of(more));
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(printed, false, StandardCharsets.UTF_8)) {
      System.setOut(out);
      CommandLine line = Snowguard.commandLine();
      line.setErr(new PrintWriter(err, true));
      int exitCode = line.execute(arguments.toArray(String[]::new));
      out.flush();
      return new Outcome(exitCode, printed.toString(StandardCharsets.UTF_8).lines().toList());
    } finally {
      System.setOut(before);
    }
  }

  private static String asked(String version) {
    return """
    {"cve":"CVE-2024-90001","project":"frobnicator","attribute":"frobnicator","version":"%s"}
    """
        .formatted(version);
  }

  @Test
  void casesComeBackInOrderWithAnAnswerBehind() throws IOException {
    Outcome outcome = verdict(asked("1.3") + asked("1.4"));
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.lines())
        .containsExactly(
            asked("1.3").strip().replace("}", ",")
                + "\"verdict\":\"affected\",\"reason\":{\"code\":\"in_affected_range\","
                + "\"text\":\"1.3 < 1.4 (generic)\"},\"resolvedProject\":\"frobnicator\"}",
            asked("1.4").strip().replace("}", ",")
                + "\"verdict\":\"not_affected\",\"reason\":{\"code\":\"outside_affected_ranges\","
                + "\"text\":\"1.4 = 1.4 (generic)\"},\"resolvedProject\":\"frobnicator\"}");
    assertThat(err.toString()).contains("2 cases: 1 affected, 1 not_affected");
  }

  @Test
  void otherFieldsAreKeptAndAnOldAnswerIsReplaced() throws IOException {
    Outcome outcome =
        verdict(
            """
            {"note":{"weight":1.10,"tags":[null,true]},"verdict":"unknown","version":"1.3","cve":"CVE-2024-90001","attribute":"frobnicator"}
            """);
    assertThat(outcome.lines())
        .singleElement()
        .asString()
        .startsWith("{\"note\":{\"weight\":1.10,\"tags\":[null,true]},\"version\":\"1.3\",\"cve\":")
        .contains("\"verdict\":\"affected\"")
        .doesNotContain("unknown");
  }

  @Test
  void knownVulnerabilitiesCountForTheVersionOfThePackagesOnly() throws IOException {
    Path packages = write("c.packages.json", PACKAGES);
    Outcome outcome = verdict(asked("1.3") + asked("1.2"), "--packages", packages.toString());
    assertThat(outcome.lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("\"verdict\":\"acknowledged\""),
            line -> assertThat(line).contains("\"verdict\":\"affected\""));
  }

  @Test
  void badLinesAreToldAndTheRestGoesOn() throws IOException {
    Outcome outcome =
        verdict("{\n\n" + asked("1.3") + "{\"cve\":\"CVE-2024-90001\",\"version\":\"1\"}\n[]\n");
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.lines()).hasSize(1);
    assertThat(err.toString())
        .contains("cases.jsonl line 1: ", "line 4: has no attribute;", "line 5: has no cve");
  }

  @Test
  void aMissingFileIsNamed() {
    CommandLine line = Snowguard.commandLine();
    line.setErr(new PrintWriter(err, true));
    String missing = directory.resolve("no.jsonl").toString();
    assertThat(line.execute("verdict", "--cves", record.toString(), "--cases", missing))
        .isEqualTo(1);
    assertThat(err.toString())
        .contains("reading " + missing + ": there is no such file; check the path");
  }

  @Test
  void aCaseWithoutItsRecordIsUnknown() throws IOException {
    Outcome outcome = verdict(asked("1.3").replace("90001", "90002"));
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.lines())
        .singleElement()
        .asString()
        .contains("\"verdict\":\"unknown\"", "\"code\":\"no_record\"", "\"resolvedProject\":null");
    assertThat(err.toString()).contains("no record given has the id CVE-2024-90002");
  }
}
