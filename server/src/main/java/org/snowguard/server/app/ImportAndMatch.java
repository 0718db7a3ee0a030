package org.snowguard.server.app;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snowguard.server.ingest.ImportRequested;
import org.snowguard.server.ingest.Interruption;
import org.snowguard.server.ingest.advisory.AdvisorySource;
import org.snowguard.server.ingest.cvelist.CveListSource;
import org.snowguard.server.matching.MatchingStage;
import org.snowguard.server.nixpkgs.ChannelImport;
import org.snowguard.server.web.StartupWork;

/**
 * What a start does besides answering: reads the files that it was given, then matches what
 * changed. An input that cannot be read stops neither the others nor the matching; it is told, and
 * shown on the page of sources.
 */
final class ImportAndMatch implements StartupWork {

  private static final Logger log = LoggerFactory.getLogger(ImportAndMatch.class);

  private final ImportRequested requested;
  private final CveListSource records;
  private final AdvisorySource advisories;
  private final ChannelImport channels;
  private final MatchingStage matching;

  ImportAndMatch(
      ImportRequested requested,
      CveListSource records,
      AdvisorySource advisories,
      ChannelImport channels,
      MatchingStage matching) {
    this.requested = requested;
    this.records = records;
    this.advisories = advisories;
    this.channels = channels;
    this.matching = matching;
  }

  @Override
  public String name() {
    return "import";
  }

  @Override
  public void run() throws InterruptedException {
    for (Input input : inputs()) {
      try {
        input.read().read();
      } catch (IOException | RuntimeException e) {
        if (Interruption.isCauseOf(e)) {
          throw Interruption.of(e);
        }
        log.error("Reading {} failed; the other inputs are read all the same", input.name(), e);
      }
    }
    matching.catchUp();
    log.info("Everything given is imported and matched");
  }

  private record Input(String name, Reading read) {}

  private interface Reading {
    void read() throws IOException;
  }

  private List<Input> inputs() {
    List<Input> inputs = new ArrayList<>();
    requested
        .channels()
        .forEach(files -> inputs.add(new Input(files.channel(), () -> channels.read(files))));
    if (!requested.cves().isEmpty()) {
      inputs.add(new Input("records", () -> records.read(requested.cves())));
    }
    if (!requested.records().isEmpty()) {
      inputs.add(new Input("records of others", () -> advisories.read(requested.records())));
    }
    return inputs;
  }
}
