package org.snowguard.formats.advisory;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.record.SourceRecord;
import org.snowguard.formats.archive.InputEntry;
import org.snowguard.formats.archive.InputFiles;
import org.snowguard.formats.archive.Limits;
import org.snowguard.formats.archive.ProgressListener;
import org.snowguard.formats.cve.LatestRecords;
import org.snowguard.formats.cve.RecordCounts;
import org.snowguard.formats.cve.RecordProblem;
import org.snowguard.formats.json.JsonDocument;

/**
 * The records of directories, archives and files of OSV databases and of the NVD, in the order
 * given. Memory holds one file at a time; a bad record is told and left out.
 */
public final class AdvisoryFiles {
  private final Limits limits;
  private final Consumer<RecordProblem> problems;
  private final ProgressListener progress;
  private int read;
  private int unreadable;
  private int inputs;

  public AdvisoryFiles(Limits limits, Consumer<RecordProblem> problems, ProgressListener progress) {
    this.limits = limits;
    this.problems = problems;
    this.progress = progress;
  }

  /**
   * Every readable record, several of one id included; exceptions of the consumer end the reading.
   */
  public RecordCounts forEach(List<Path> paths, Consumer<SourcedAdvisory> consumer) {
    InputFiles files =
        new InputFiles(
            limits,
            AdvisoryFiles::isJson,
            problem -> {
              inputs++;
              problems.accept(
                  new RecordProblem(problem.file(), problem.entry(), null, problem.reason(), true));
            },
            progress);
    for (Path path : paths) {
      files.forEach(path, entry -> readEntry(entry, consumer));
    }
    return new RecordCounts(read, unreadable, inputs);
  }

  /** One record of each id of a source: the one modified last, on a tie the one given later. */
  public AdvisorySet latest(List<Path> paths) {
    LatestRecords latest = new LatestRecords();
    TreeMap<String, SourceRecord> records = new TreeMap<>();
    RecordCounts counts =
        forEach(
            paths,
            found -> {
              SourceRecord record = found.record();
              String id = record.source() + " " + record.record().id();
              if (latest.offer(id, record.record().updated(), found.ordinal())) {
                records.put(id, record);
              }
            });
    List<SourceRecord> sorted = new ArrayList<>(records.values());
    sorted.sort(SourceRecord.ORDER);
    return new AdvisorySet(sorted, latest.superseded(), counts);
  }

  private void readEntry(InputEntry entry, Consumer<SourcedAdvisory> consumer) {
    AdvisoryText.read(
        entry.stream(),
        found -> {
          switch (found) {
            case AdvisoryText.Found.Read one -> {
              byte[] raw = one.raw() == null ? entry.bytes() : one.raw();
              // Whoever keeps the text reads it again by itself, within narrower bounds.
              if (one.raw() == null
                  && JsonDocument.parse(raw) instanceof JsonDocument.Malformed(String reason)) {
                report(entry, one.record().record().id(), "not a JSON text: " + reason);
              } else {
                consumer.accept(
                    new SourcedAdvisory(entry.file(), entry.path(), read++, raw, one.record()));
              }
            }
            case AdvisoryText.Found.Unreadable bad -> report(entry, bad.id(), bad.reason());
          }
        });
  }

  private void report(InputEntry entry, @Nullable String id, String reason) {
    unreadable++;
    problems.accept(new RecordProblem(entry.file(), entry.path(), id, reason, true));
  }

  private static boolean isJson(String path) {
    return path.toLowerCase(Locale.ROOT).endsWith(".json");
  }
}
