package org.snowguard.server.nixpkgs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.snowguard.core.nixpkgs.PackageSources;
import org.snowguard.core.nixpkgs.Patch;
import org.snowguard.server.TestClock;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.ingest.ImportRequested.ChannelFiles;
import org.snowguard.server.ingest.ImportRuns;
import org.snowguard.server.ingest.RunningWork;

/** What other evaluators write, given to {@code serve} in place of a channel's own files. */
class OtherEvaluatorsTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private static final String NIX_ENV =
      """
      {
        "curl": {
          "name": "curl-8.5.0",
          "pname": "curl",
          "version": "8.5.0",
          "system": "x86_64-linux",
          "drvPath": "/nix/store/9bw6xrfjiiv7d2sfs5rwxrd3pzjrbpxj-curl-8.5.0.drv",
          "outputName": "out",
          "outputs": {
            "out": "/nix/store/fgwsqgk4a5v0yrski6rdg81x8vj43w3m-curl-8.5.0"
          },
          "meta": {
            "homepage": "https://example.org/curl"
          }
        },
        "set.inner": {
          "name": "inner-1.0",
          "pname": "inner",
          "version": "1.0",
          "system": "x86_64-linux",
          "outputName": "out",
          "outputs": {
            "out": null
          }
        }
      }
      """;

  private static final String NIX_EVAL_JOBS =
      """
      {"attr":"curl","attrPath":["curl"],"drvPath":"/nix/store/x-curl-8.5.0.drv","inputDrvs":{},\
      "meta":{"homepage":"https://example.org/curl"},"name":"curl-8.5.0","outputs":{"out":"/nix/store/y"},\
      "system":"x86_64-linux","extraValue":{"pname":"curl","version":"8.5.0","patches":[{"name":"one.patch",\
      "urls":[]}],"srcUrls":["https://example.org/curl.tar.xz"],"srcRev":"","vendor":{}}}
      {"attr":"set.inner","attrPath":["set","inner"],"name":"inner-1.0","system":"x86_64-linux"}
      {"attr":"gone","attrPath":["gone"],"error":"error: gone was removed"}
      """;

  @TempDir private Path directory;

  private final TestClock clock = TestClock.at("2026-11-20T12:00:00Z");
  private final Channels channels =
      new Channels(
          database.jdbi(), new EventLog(database.jdbi(), clock), database.transactions(), clock);
  private final PackageIndex index = new PackageIndex(database.jdbi(), database.transactions());
  private final ChannelImport imports =
      new ChannelImport(
          channels,
          new ImportRuns(database.jdbi(), database.transactions(), clock),
          new RunningWork(clock, RunningWork.NOWHERE));

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private PackageSpan span(String channel, String attribute) {
    return index.current(List.of(attribute)).stream()
        .filter(span -> span.channel().equals(channel))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void nixEnvTellsPackagesAndNoPatches() throws IOException {
    imports.read(new ChannelFiles("nixos-25.05", write("env.json", NIX_ENV), null));
    assertThat(span("nixos-25.05", "curl").version()).isEqualTo("8.5.0");
    assertThat(span("nixos-25.05", "curl").patchesKnown()).isFalse();
    assertThat(span("nixos-25.05", "set.inner").name()).isEqualTo("inner-1.0");
    assertThat(channels.find("nixos-25.05").flatMap(channels::current))
        .hasValueSatisfying(snapshot -> assertThat(snapshot.patchesKnown()).isFalse());
  }

  @Test
  void nixEvalJobsTellsBothWhereItWasAsked() throws IOException {
    Path lines = write("jobs.jsonl", NIX_EVAL_JOBS);
    imports.read(new ChannelFiles("nixos-25.11", lines, lines));
    PackageSpan curl = span("nixos-25.11", "curl");
    assertThat(curl.version()).isEqualTo("8.5.0");
    assertThat(index.sources(curl).map(PackageSources::patches))
        .hasValue(List.of(new Patch("one.patch", List.of())));
    assertThat(span("nixos-25.11", "set.inner").patchesKnown()).isFalse();
    assertThat(index.current(List.of("gone"))).isEmpty();
  }
}
