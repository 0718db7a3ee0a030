package org.snowguard.server.ingest.advisory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.snowguard.core.record.RecordSource;
import org.snowguard.server.ingest.ImportRuns;
import org.snowguard.server.ingest.ReadingProblem;
import org.snowguard.server.ingest.RecordImports;
import org.snowguard.server.ingest.RecordSink;
import org.snowguard.server.ingest.RunningWork;

/**
 * Records of OSV databases and of the NVD from files and archives, in portions that are stored one
 * by one. Cut off anywhere, the next run completes it.
 */
public final class AdvisorySource {

  /** The word under which runs and problems of this source are stored. */
  public static final String NAME = "advisories";

  private final RecordImports imports;
  private final RunningWork running;

  public AdvisorySource(RecordSink sink, ImportRuns runs, RunningWork running) {
    imports = new RecordImports(NAME, sink, runs);
    this.running = running;
  }

  /** The word under which a record of OSV or of the NVD is handed to the sink. */
  public static String nameOf(RecordSource source) {
    return switch (source) {
      case CVE -> throw new IllegalArgumentException("the CVE list is another source");
      case OSV -> "osv";
      case NVD -> "nvd";
    };
  }

  /** Reads the inputs, unless they are those that were read to their end before. */
  public void read(List<Path> inputs) throws IOException {
    imports.files(
        inputs,
        portions -> {
          try (RunningWork.Task task = running.begin("Reading records of others", "bytes", null)) {
            new AdvisoryReading(
                    portions,
                    ReadingProblem::in,
                    (input, bytes, total) -> task.at(bytes, total),
                    _ -> true,
                    _ -> {})
                .all(inputs);
          }
        });
  }
}
