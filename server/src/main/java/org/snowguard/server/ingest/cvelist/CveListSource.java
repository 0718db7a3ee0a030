package org.snowguard.server.ingest.cvelist;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snowguard.formats.archive.Limits;
import org.snowguard.formats.archive.ProgressListener;
import org.snowguard.formats.cve.LatestRecords;
import org.snowguard.formats.cve.RecordCounts;
import org.snowguard.formats.cve.RecordProblem;
import org.snowguard.formats.cve.SourcedRecord;
import org.snowguard.formats.cve.VulnerabilityRecords;
import org.snowguard.server.ingest.Fingerprints;
import org.snowguard.server.ingest.ImportCounts;
import org.snowguard.server.ingest.ImportRuns;
import org.snowguard.server.ingest.IncomingRecord;
import org.snowguard.server.ingest.ReadingProblem;
import org.snowguard.server.ingest.RecordSink;
import org.snowguard.server.ingest.RunningWork;
import org.snowguard.server.ingest.source.FetchFailure;

/**
 * The CVE list from files and archives. Reads them twice: first which record of each id counts,
 * then those records, in portions that are stored one by one. Cut off anywhere, the next run
 * completes it.
 */
public final class CveListSource {

  /** The word under which records, runs and problems of this source are stored. */
  public static final String NAME = "cve-list";

  private static final Logger log = LoggerFactory.getLogger(CveListSource.class);
  private static final int PORTION = 1_000;

  private final RecordSink sink;
  private final ImportRuns runs;
  private final RunningWork running;

  public CveListSource(RecordSink sink, ImportRuns runs, RunningWork running) {
    this.sink = sink;
    this.runs = runs;
    this.running = running;
  }

  /** Reads the inputs, unless they are those that were read to their end before. */
  public void read(List<Path> inputs) throws IOException {
    String input = inputs.stream().map(Path::toString).collect(Collectors.joining(" "));
    String fingerprint = fingerprint(input, inputs);
    if (runs.alreadyRead(NAME, input, fingerprint)) {
      log.info("Records unchanged since they were read: {}", input);
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
    log.info("Read records: {}", reading.counts());
  }

  /**
   * Reads a file that was fetched.
   *
   * @param input the address of the source, under which the run is shown
   * @param file the name that people know it by
   * @throws FetchFailure if the file is cut off or no archive; what was stored of it does no harm
   */
  ImportCounts readFetched(String input, String file, Path path) throws FetchFailure {
    long run = runs.begin(NAME, input, file);
    Reading reading = new Reading();
    try {
      reading.all(List.of(path));
    } catch (RuntimeException e) {
      runs.fail(run, reading.counts(), String.valueOf(e.getMessage()));
      throw e;
    }
    ImportCounts counts = reading.counts();
    if (reading.brokenInputs > 0 || counts.read() == 0) {
      String words = "%s of %s cannot be unpacked to its end".formatted(file, input);
      runs.fail(run, counts, words);
      throw new FetchFailure(words);
    }
    runs.finish(run, counts, List.copyOf(reading.problems.values()));
    return counts;
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

  /** One run: its state, and the two passes. */
  private final class Reading {
    private final LatestRecords latest = new LatestRecords();
    private final Map<String, ReadingProblem> problems = new LinkedHashMap<>();
    private final List<IncomingRecord> portion = new ArrayList<>(PORTION);
    private long read;
    private long unreadable;
    private long brokenInputs;
    private long changed;
    private long superseded;

    void all(List<Path> inputs) {
      try (RunningWork.Task task = running.begin("Looking through records", "bytes", null)) {
        RecordCounts counts =
            new VulnerabilityRecords(Limits.DEFAULT, this::note, bytes(task))
                .forEach(
                    inputs,
                    found ->
                        latest.offer(
                            found.record().id(), found.record().updated(), found.ordinal()));
        read = counts.read();
        brokenInputs = counts.inputs();
        unreadable = counts.unreadable() + brokenInputs;
        superseded = latest.superseded();
      }
      try (RunningWork.Task task = running.begin("Storing records", "records", read - superseded)) {
        new VulnerabilityRecords(Limits.DEFAULT, _ -> {}, ProgressListener.NONE)
            .forEach(inputs, found -> take(found, task));
        flush(task);
      }
    }

    private void take(SourcedRecord found, RunningWork.Task task) {
      if (!latest.isLatest(found.record().id(), found.ordinal())) {
        return;
      }
      portion.add(new IncomingRecord(NAME, found.record(), found.raw()));
      if (portion.size() == PORTION) {
        flush(task);
      }
    }

    private void flush(RunningWork.Task task) {
      RecordSink.Taken taken = sink.take(portion);
      changed += taken.changed();
      superseded += taken.superseded();
      task.add(portion.size());
      portion.clear();
    }

    private void note(RecordProblem problem) {
      String place =
          problem.entry().isEmpty()
              ? problem.file().toString()
              : problem.file() + "!" + problem.entry();
      problems.putIfAbsent(place, new ReadingProblem(place, problem.id(), problem.reason()));
    }

    ImportCounts counts() {
      return new ImportCounts(read, changed, superseded, unreadable);
    }
  }

  private static ProgressListener bytes(RunningWork.Task task) {
    return (input, bytesRead, totalBytes) -> task.at(bytesRead, totalBytes);
  }
}
