package org.snowguard.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowguard.server.TestServer;
import org.snowguard.server.ingest.ChangeStreams;
import org.snowguard.server.ingest.ImportRequested;
import org.snowguard.server.ingest.ImportRequested.ChannelFiles;
import org.snowguard.server.ingest.advisory.AdvisorySource;
import org.snowguard.server.ingest.cvelist.CveListSource;
import org.snowguard.server.matching.MatchingStage;
import org.snowguard.server.nixpkgs.ChannelImport;
import org.snowguard.server.vulnerability.Records;
import org.snowguard.server.vulnerability.Vulnerabilities;
import org.snowguard.server.web.Role;

class ImportAndMatchTest {

  private static final TestServer SERVER = TestServer.start(Map.of()).withoutBackgroundWork();

  @TempDir private Path directory;

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  private void run(List<Path> records, ChannelFiles... channels) throws InterruptedException {
    new ImportAndMatch(
            new ImportRequested(records, List.of(), List.of(channels)),
            SERVER.bean(CveListSource.class),
            SERVER.bean(AdvisorySource.class),
            SERVER.bean(ChannelImport.class),
            SERVER.bean(MatchingStage.class))
        .run();
  }

  @Test
  void badInputsAreToldAndStopNothingElse() throws Exception {
    Path broken = Files.writeString(directory.resolve("broken.json"), "{ \"packages\": [");
    Path missing = directory.resolve("gone.json");
    Path unnamed = Files.writeString(directory.resolve("unnamed.json"), "{}");
    Path record = directory.resolve("CVE-2024-0001.json");
    Files.writeString(record, Records.json("CVE-2024-0001", "2024-06-01T00:00:00Z", "A flaw"));

    run(
        List.of(record),
        new ChannelFiles("nixos-unstable", missing, null),
        new ChannelFiles("no channel at all", unnamed, null),
        new ChannelFiles("nixpkgs-unstable", broken, null));

    assertThat(SERVER.bean(Vulnerabilities.class).find("CVE-2024-0001")).isPresent();
    ChangeStreams changes = SERVER.bean(ChangeStreams.class);
    assertThat(changes.watermark("matching"))
        .isPositive()
        .isEqualTo(changes.last(ChangeStreams.VULNERABILITY));
    assertThat(SERVER.anonymous().get("/sources").body())
        .contains("there is no such file", "gone.json", "broken.json");
  }

  @Test
  void missingRecordsAreAFailedRun() throws Exception {
    run(List.of(directory.resolve("no-records.tar.xz")));
    assertThat(SERVER.anonymous().get("/sources").body())
        .contains("there is no such file: no-records.tar.xz")
        .doesNotContain(directory.toString());
    assertThat(SERVER.signIn(Role.OPERATOR).get("/sources").body())
        .contains("there is no such file: " + directory.resolve("no-records.tar.xz"));
  }
}
