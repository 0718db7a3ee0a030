package org.snowguard.server.ingest.cvelist;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.snowguard.formats.archive.Limits;
import org.snowguard.formats.archive.ProgressListener;
import org.snowguard.formats.cve.LatestRecords;
import org.snowguard.formats.cve.RecordCounts;
import org.snowguard.formats.cve.RecordProblem;
import org.snowguard.formats.cve.SourcedRecord;
import org.snowguard.formats.cve.VulnerabilityRecords;
import org.snowguard.server.ingest.ImportCounts;
import org.snowguard.server.ingest.ImportRuns;
import org.snowguard.server.ingest.IncomingRecord;
import org.snowguard.server.ingest.ReadingProblem;
import org.snowguard.server.ingest.RecordImports;
import org.snowguard.server.ingest.RecordPortions;
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

  private final RecordImports imports;
  private final RunningWork running;

  public CveListSource(RecordSink sink, ImportRuns runs, RunningWork running) {
    imports = new RecordImports(NAME, sink, runs);
    this.running = running;
  }

  /** Reads the inputs, unless they are those that were read to their end before. */
  public void read(List<Path> inputs) throws IOException {
    imports.files(inputs, portions -> new Reading(portions, ReadingProblem::in).all(inputs));
  }

  /**
   * Reads a file that was fetched.
   *
   * @param input the address of the source, under which the run is shown
   * @throws FetchFailure if the file is cut off or no archive; what was stored of it does no harm
   */
  ImportCounts readFetched(String input, CveListFile file, Path path)
      throws IOException, InterruptedException {
    return imports.fetched(
        input,
        file.name(),
        file.isBaseline() ? RecordImports.Extent.WHOLE : RecordImports.Extent.PART,
        portions -> {
          RecordCounts counts =
              new Reading(portions, problem -> ReadingProblem.fetched(problem, file.name()))
                  .all(List.of(path));
          // At midnight there may be no changes yet; a baseline without records is none.
          boolean isEmpty = counts.read() == 0 && (file.isBaseline() || counts.unreadable() > 0);
          if (counts.inputs() > 0 || isEmpty) {
            throw new FetchFailure(
                "%s of %s cannot be unpacked to its end".formatted(file.name(), input));
          }
        });
  }

  /** One run: the two passes. */
  private final class Reading {
    private final LatestRecords latest = new LatestRecords();
    private final RecordPortions portions;
    private final Function<RecordProblem, ReadingProblem> place;

    Reading(RecordPortions portions, Function<RecordProblem, ReadingProblem> place) {
      this.portions = portions;
      this.place = place;
    }

    RecordCounts all(List<Path> inputs) {
      RecordCounts counts = look(inputs);
      portions.count(
          new ImportCounts(
              counts.read(), 0, latest.superseded(), (long) counts.unreadable() + counts.inputs()));
      long current = (long) counts.read() - latest.superseded();
      try (RunningWork.Task task = running.begin("Storing records", "records", current)) {
        new VulnerabilityRecords(Limits.DEFAULT, _ -> {}, ProgressListener.NONE)
            .forEach(inputs, found -> take(found, task));
        task.add(portions.store());
      }
      return counts;
    }

    private RecordCounts look(List<Path> inputs) {
      try (RunningWork.Task task = running.begin("Looking through records", "bytes", null)) {
        return new VulnerabilityRecords(
                Limits.DEFAULT, problem -> portions.note(place.apply(problem)), bytes(task))
            .forEach(
                inputs,
                found ->
                    latest.offer(found.record().id(), found.record().updated(), found.ordinal()));
      }
    }

    private void take(SourcedRecord found, RunningWork.Task task) {
      if (latest.isLatest(found.record().id(), found.ordinal())) {
        int stored = portions.take(new IncomingRecord(NAME, found.record(), found.raw()));
        if (stored > 0) {
          task.add(stored);
        }
      }
    }
  }

  private static ProgressListener bytes(RunningWork.Task task) {
    return (input, bytesRead, totalBytes) -> task.at(bytesRead, totalBytes);
  }
}
