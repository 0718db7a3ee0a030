package org.snowguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class SnowguardTest {

  @TempDir private Path directory;

  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    CommandLine line = Snowguard.commandLine();
    line.setErr(new PrintWriter(err, true));
    line.setOut(new PrintWriter(new StringWriter()));
    return line.execute(arguments);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  @Test
  void wrongUseEndsWithTwo() {
    assertThat(run("match")).isEqualTo(2);
    assertThat(err.toString()).contains("--cves", "--packages");
  }

  /** The script that starts both programs knows which commands the service has. */
  @Test
  void helpNamesEveryCommandOfTheService() throws IOException {
    Matcher commands =
        Pattern.compile("(?m)^ +((?:[a-z]+ \\| )+[a-z]+)\\)$")
            .matcher(Files.readString(Path.of("..", "snowguard")));
    assertThat(commands.find()).isTrue();
    assertThat(Snowguard.commandLine().getUsageMessage().split("[^a-z]+"))
        .contains("serve", "shipped")
        .contains(commands.group(1).split(" \\| "));
  }

  @Test
  void noCommandEndsWithTwo() {
    assertThat(run()).isEqualTo(2);
  }

  @Test
  void unknownTierSaysWhichThereAre() throws IOException {
    Path packages = write("p.json", "{\"version\":\"2\",\"packages\":{}}");
    assertThat(
            run(
                "match",
                "--cves",
                directory.toString(),
                "--packages",
                packages.toString(),
                "--tier",
                "sure"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("sure", "likely, possible, weak");
  }

  @Test
  void sourcesWithoutPackagesAreAMistake() throws IOException {
    Path packages = write("p.json", "{\"version\":\"2\",\"packages\":{}}");
    Path sources = write("s.jsonl", "");
    assertThat(
            run(
                "match",
                "--cves",
                directory.toString(),
                "--packages",
                "a=" + packages,
                "--sources",
                "b=" + sources))
        .isEqualTo(2);
    assertThat(err.toString()).contains("[b]");
  }

  @Test
  void packagesThatBreakOffEndWithOneAndSayWhere() throws IOException {
    Path packages =
        write("p.json", "{\"version\":\"2\",\"packages\":{\"zlib\":{\"name\":\"zlib-1.3\"}");
    assertThat(run("match", "--cves", directory.toString(), "--packages", packages.toString()))
        .isEqualTo(1);
    assertThat(err.toString()).contains("p.json", "zlib");
  }

  @Test
  void noReadableRecordEndsWithOne() throws IOException {
    Path packages = write("p.json", "{\"version\":\"2\",\"packages\":{}}");
    Path record = write("CVE-2024-0001.json", "{");
    assertThat(run("match", "--cves", record.toString(), "--packages", packages.toString()))
        .isEqualTo(1);
    assertThat(err.toString()).contains("problem: ", "CVE-2024-0001.json");
  }

  @Test
  void explainSaysWhichRecordOrAttributeIsMissing() throws IOException {
    Path packages =
        write(
            "p.json",
            """
            {"version":"2","packages":{"python3Packages.requests":
              {"name":"python3.13-requests-2.32","pname":"requests","version":"2.32","meta":{}}}}
            """);
    Path record =
        write(
            "CVE-2024-90001.json",
            """
            {"dataType":"CVE_RECORD","dataVersion":"5.1",
             "cveMetadata":{"cveId":"CVE-2024-90001","state":"PUBLISHED"},
             "containers":{"cna":{"descriptions":[{"lang":"en","value":"A flaw in other things."}]}}}
            """);
    String[] inputs = {"--cves", record.toString(), "--packages", "c=" + packages};
    assertThat(run(explain("CVE-2024-90001", "requests", inputs))).isEqualTo(1);
    assertThat(err.toString())
        .contains("no channel given has requests; did you mean python3Packages.requests?");
    assertThat(run(explain("CVE-2024-90002", "requests", inputs))).isEqualTo(1);
    assertThat(err.toString()).contains("no record given has the id CVE-2024-90002");
    assertThat(run(explain("cve-2024-90001", "python3Packages.requests", inputs))).isZero();
  }

  private static String[] explain(String id, String attribute, String... inputs) {
    return java.util.stream.Stream.concat(
            java.util.stream.Stream.of("explain", id, attribute),
            java.util.stream.Stream.of(inputs))
        .toArray(String[]::new);
  }

  @ParameterizedTest
  @CsvSource({
    "nixos-unstable=/data/packages.json.br, nixos-unstable",
    "/data/nixos-26.05.packages.json.xz,    nixos-26.05",
    "/data/nixos-26.05.sources.jsonl,       nixos-26.05",
    "/data/packages.json.br,                packages",
  })
  void channelIsNamedOrToldByItsFile(String argument, String channel) throws Exception {
    assertThat(new ChannelFile.Converter().convert(argument).channel()).isEqualTo(channel);
  }
}
