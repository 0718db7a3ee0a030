package org.snowguard.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowguard.cli.Snowguard;
import org.snowguard.server.TestServer;
import org.snowguard.server.ingest.ImportRequested;
import org.snowguard.server.ingest.ImportRequested.ChannelFiles;
import org.snowguard.server.ingest.cvelist.CveListSource;
import org.snowguard.server.matching.MatchingStage;
import org.snowguard.server.nixpkgs.ChannelImport;
import org.snowguard.server.suggestion.SuggestionExport;

/** What went through the database is what the command prints from the same files, byte for byte. */
class ServerEqualsCommandTest {

  @TempDir private Path directory;

  @Test
  void suggestionsAreThoseOfTheCommand() throws Exception {
    ImportRequested demo = DemoFiles.in(directory).importRequested();
    try (TestServer server = TestServer.start(Map.of()).withoutBackgroundWork()) {
      importAll(server, demo);
      List<String> exported = export(server);
      assertThat(exported).hasSizeGreaterThan(50);
      assertThat(exported).isEqualTo(match(demo));
      importAll(server, demo);
      assertThat(export(server)).isEqualTo(exported);
    }
  }

  private static void importAll(TestServer server, ImportRequested demo)
      throws IOException, InterruptedException {
    for (ChannelFiles channel : demo.channels()) {
      server.bean(ChannelImport.class).read(channel);
    }
    server.bean(CveListSource.class).read(demo.cves());
    server.bean(MatchingStage.class).catchUp();
  }

  private static List<String> export(TestServer server) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    server.bean(SuggestionExport.class).writeTo(out);
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static List<String> match(ImportRequested demo) {
    List<String> arguments = new ArrayList<>(List.of("match", "--quiet", "--cves"));
    demo.cves().forEach(path -> arguments.add(path.toString()));
    for (ChannelFiles channel : demo.channels()) {
      arguments.add("--packages=" + channel.channel() + "=" + channel.packages());
      if (channel.sources() != null) {
        arguments.add("--sources=" + channel.channel() + "=" + channel.sources());
      }
    }
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
