package org.snowguard.server.ingest.advisory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snowguard.core.record.RecordSource;
import org.snowguard.formats.advisory.AdvisoryFiles;
import org.snowguard.formats.advisory.SourcedAdvisory;
import org.snowguard.formats.archive.Limits;
import org.snowguard.formats.cve.LatestRecords;
import org.snowguard.formats.cve.RecordCounts;
import org.snowguard.formats.cve.RecordProblem;
import org.snowguard.server.ingest.Fingerprints;
import org.snowguard.server.ingest.ImportCounts;
import org.snowguard.server.ingest.ImportRuns;
import org.snowguard.server.ingest.IncomingRecord;
import org.snowguard.server.ingest.ReadingProblem;
import org.snowguard.server.ingest.RecordSink;
import org.snowguard.server.ingest.RunningWork;

/**
 * Records of OSV databases and of the NVD from files and archives, in portions that are stored one
 * by one. Cut off anywhere, the next run completes it.
 */
public final class AdvisorySource {

  /** The word under which runs and problems of this source are stored. */
  public static final String NAME = "advisories";

  private static final Logger log = LoggerFactory.getLogger(AdvisorySource.class);
  private static final int PORTION = 1_000;

  private final RecordSink sink;
  private final ImportRuns runs;
  private final RunningWork running;

  public AdvisorySource(RecordSink sink, ImportRuns runs, RunningWork running) {
    this.sink = sink;
    this.runs = runs;
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
    String input = inputs.stream().map(Path::toString).collect(Collectors.joining(" "));
    String fingerprint = fingerprint(input, inputs);
    if (runs.alreadyRead(NAME, input, fingerprint)) {
      log.info("Records of others unchanged since they were read: {}", input);
      return;
    }
    long run = runs.begin(NAME, input, fingerprint);
    Reading reading = new Reading();
    try {
      reading.all(inputs);
    } catch (RuntimeException e) {
      runs.fail(run, reading.counts(), String.valueOf(e.getMessage()));
      throw e;
    }
    runs.finish(run, reading.counts(), List.copyOf(reading.problems.values()));
    log.info("Read records of others: {}", reading.counts());
  }

  private String fingerprint(String name, List<Path> inputs) throws IOException {
    List<String> parts = new ArrayList<>();
    try {
      for (Path input : inputs) {
        parts.add(Fingerprints.of(input));
      }
    } catch (IOException e) {
      runs.refuse(NAME, name, e);
      throw e;
    }
    return String.join(" ", parts);
  }

  /** One run. */
  private final class Reading {
    private final LatestRecords latest = new LatestRecords();
    private final Map<String, ReadingProblem> problems = new LinkedHashMap<>();
    private final Map<String, IncomingRecord> portion = new LinkedHashMap<>();
    private RecordCounts counted = new RecordCounts(0, 0, 0);
    private long changed;
    private long superseded;

    void all(List<Path> inputs) {
      try (RunningWork.Task task = running.begin("Reading records of others", "bytes", null)) {
        counted =
            new AdvisoryFiles(
                    Limits.DEFAULT, this::note, (input, bytes, total) -> task.at(bytes, total))
                .forEach(inputs, this::take);
        flush();
        superseded += latest.superseded();
      }
    }

    private void take(SourcedAdvisory found) {
      String source = nameOf(found.record().source());
      String key = source + ":" + found.record().record().id();
      if (latest.offer(key, found.record().record().updated(), found.ordinal())) {
        portion.put(key, new IncomingRecord(source, found.record().record(), found.raw()));
        if (portion.size() == PORTION) {
          flush();
        }
      }
    }

    private void flush() {
      if (!portion.isEmpty()) {
        RecordSink.Taken taken = sink.take(List.copyOf(portion.values()));
        changed += taken.changed();
        superseded += taken.superseded();
        portion.clear();
      }
    }

    private void note(RecordProblem problem) {
      String place =
          problem.entry().isEmpty()
              ? problem.file().toString()
              : problem.file() + "!" + problem.entry();
      problems.putIfAbsent(place, new ReadingProblem(place, problem.id(), problem.reason()));
    }

    ImportCounts counts() {
      return new ImportCounts(
          counted.read(), changed, superseded, (long) counted.unreadable() + counted.inputs());
    }
  }
}
