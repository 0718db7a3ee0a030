package org.snowguard.server.app;

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
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowguard.cli.Snowguard;
import org.snowguard.core.triage.DismissReason;
import org.snowguard.server.TestServer;
import org.snowguard.server.ingest.ImportRequested;
import org.snowguard.server.ingest.ImportRequested.ChannelFiles;
import org.snowguard.server.ingest.advisory.AdvisorySource;
import org.snowguard.server.ingest.cvelist.CveListSource;
import org.snowguard.server.matching.MatchingStage;
import org.snowguard.server.nixpkgs.ChannelImport;
import org.snowguard.server.suggestion.Dismissal;
import org.snowguard.server.suggestion.Queue;
import org.snowguard.server.suggestion.QueueCard;
import org.snowguard.server.suggestion.QueueFilter;
import org.snowguard.server.suggestion.QueueTab;
import org.snowguard.server.suggestion.SuggestionExport;
import org.snowguard.server.suggestion.Triage;
import org.snowguard.server.web.Role;

/** What went through the database is what the command prints from the same files, byte for byte. */
class ServerEqualsCommandTest {

  @TempDir private Path directory;

  @Test
  void suggestionsAreThoseOfTheCommand() throws Exception {
    ImportRequested files = DemoFiles.in(directory).importRequested();
    ImportRequested demo =
        new ImportRequested(files.cves(), List.of(recordsOfOthers()), files.channels());
    try (TestServer server = TestServer.start(Map.of()).withoutBackgroundWork()) {
      importAll(server, demo);
      List<String> exported = export(server);
      assertThat(exported).hasSizeGreaterThan(50);
      assertThat(exported).isEqualTo(match(demo));
      assertThat(exported).anyMatch(line -> line.contains("\"osv:GO-"));
      assertThat(exported).anyMatch(line -> line.contains("\"id\":\"GO-"));
      assertThat(exported).anyMatch(line -> line.contains("\"nvd#/"));
      importAll(server, demo);
      assertThat(export(server)).isEqualTo(exported);
    }
  }

  /** One that aliases a CVE of the demo, one of its own, and a response of the NVD. */
  private Path recordsOfOthers() throws IOException {
    Path records = Files.createDirectories(directory.resolve("records"));
    Files.writeString(
        records.resolve("GO-2025-3563.json"),
        """
        {"id": "GO-2025-3563", "modified": "2025-05-01T00:00:00Z", "aliases": ["CVE-2025-22871"],
         "summary": "Bare line feeds in chunked bodies",
         "affected": [{
           "package": {"ecosystem": "Go", "name": "stdlib"},
           "ranges": [{"type": "SEMVER", "events": [
             {"introduced": "0"}, {"fixed": "1.23.8"},
             {"introduced": "1.24.0-0"}, {"fixed": "1.24.2"}]}],
           "ecosystem_specific": {"imports": [{"path": "net/http/internal"}]}}],
         "references": [{"type": "WEB", "url": "https://pkg.go.dev/vuln/GO-2025-3563"}]}
        """);
    Files.writeString(
        records.resolve("GO-2030-0001.json"),
        """
        {"id": "GO-2030-0001", "modified": "2030-01-01T00:00:00Z",
         "summary": "Traefik forgets a header", "details": "Traefik forgets a header.",
         "affected": [{
           "package": {"ecosystem": "Go", "name": "github.com/traefik/traefik/v3"},
           "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "3.5.1"}]}]}],
         "references": [{"type": "FIX", "url": "https://github.com/traefik/traefik/pull/1"}]}
        """);
    Files.writeString(
        records.resolve("nvd.json"),
        """
        {"resultsPerPage": 1, "format": "NVD_CVE", "version": "2.0", "vulnerabilities": [{"cve": {
          "id": "CVE-2030-0001", "vulnStatus": "Analyzed",
          "descriptions": [{"lang": "en", "value": "GNU Wget overflows."}],
          "configurations": [{"nodes": [{"operator": "OR", "negate": false, "cpeMatch": [{
            "vulnerable": true, "criteria": "cpe:2.3:a:gnu:wget:*:*:*:*:*:*:*:*",
            "versionEndExcluding": "1.25.1"}]}]}]}}]}
        """);
    return records;
  }

  @Test
  void lessonsOfDecisionsMakeTheCommandSuggestTheSame() throws Exception {
    ImportRequested demo = DemoFiles.in(directory).importRequested();
    try (TestServer server = TestServer.start(Map.of()).withoutBackgroundWork()) {
      importAll(server, demo);
      List<String> untaught = export(server);
      teach(server);
      server.bean(MatchingStage.class).catchUp();
      List<String> taught = export(server);
      assertThat(taught).isNotEqualTo(untaught);
      Path aliases = directory.resolve("aliases.tsv");
      Files.writeString(aliases, command(server, "aliases", "list"));
      assertThat(match(demo, "--aliases=" + aliases)).isEqualTo(taught);
      assertThat(command(server, "aliases", "list", "--json")).contains("\"anti_alias\"");
      assertThat(command(server, "aliases", "export", "--json")).startsWith("{\"schema\":1,");
    }
  }

  /** Every other card is accepted; of the others it is said that they are not the same software. */
  private static void teach(TestServer server) {
    Triage triage = server.bean(Triage.class);
    long alice = server.addAccount(Role.TRIAGER).number();
    Dismissal refusal = new Dismissal(DismissReason.NOT_THE_SAME_SOFTWARE, null, null);
    int decided = 0;
    for (QueueCard card :
        server.bean(Queue.class).page(QueueFilter.of(QueueTab.PENDING), null, 20, null).items()) {
      if (decided++ % 2 == 0) {
        triage.accept(card.seen(), alice);
      } else {
        triage.dismiss(card.seen(), refusal, alice);
      }
    }
  }

  private static String command(TestServer server, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--database-url");
    all.add(server.database().url());
    StringWriter out = new StringWriter();
    assertThat(
            SnowguardServer.commandLine()
                .setOut(new PrintWriter(out, true))
                .execute(all.toArray(String[]::new)))
        .isZero();
    return out.toString();
  }

  private static void importAll(TestServer server, ImportRequested demo)
      throws IOException, InterruptedException {
    for (ChannelFiles channel : demo.channels()) {
      server.bean(ChannelImport.class).read(channel);
    }
    server.bean(CveListSource.class).read(demo.cves());
    server.bean(AdvisorySource.class).read(demo.records());
    server.bean(MatchingStage.class).catchUp();
  }

  private static List<String> export(TestServer server) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    server.bean(SuggestionExport.class).writeTo(out);
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static List<String> match(ImportRequested demo, String... more) {
    List<String> arguments = new ArrayList<>(List.of("match", "--quiet", "--cves"));
    demo.cves().forEach(path -> arguments.add(path.toString()));
    demo.records().forEach(path -> arguments.add("--records=" + path));
    for (ChannelFiles channel : demo.channels()) {
      arguments.add("--packages=" + channel.channel() + "=" + channel.packages());
      if (channel.sources() != null) {
        arguments.add("--sources=" + channel.channel() + "=" + channel.sources());
      }
    }
    arguments.addAll(List.of(more));
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(printed, false, StandardCharsets.UTF_8)) {
      System.setOut(out);
      assertThat(Snowguard.run(arguments.toArray(String[]::new))).isZero();
    } finally {
      System.setOut(before);
    }
    return printed.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
