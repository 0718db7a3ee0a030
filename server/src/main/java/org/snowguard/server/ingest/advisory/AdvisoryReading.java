package org.snowguard.server.ingest.advisory;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.snowguard.core.record.VulnerabilityRecord;
import org.snowguard.formats.advisory.AdvisoryFiles;
import org.snowguard.formats.advisory.SourcedAdvisory;
import org.snowguard.formats.archive.Limits;
import org.snowguard.formats.archive.ProgressListener;
import org.snowguard.formats.cve.LatestRecords;
import org.snowguard.formats.cve.RecordCounts;
import org.snowguard.formats.cve.RecordProblem;
import org.snowguard.server.ingest.ImportCounts;
import org.snowguard.server.ingest.IncomingRecord;
import org.snowguard.server.ingest.ReadingProblem;
import org.snowguard.server.ingest.RecordPortions;

/** One run over files of records of others. */
public final class AdvisoryReading {

  private final LatestRecords latest = new LatestRecords();
  private final RecordPortions portions;
  private final Function<RecordProblem, ReadingProblem> place;
  private final ProgressListener progress;
  private final Predicate<String> wanted;
  private final Consumer<VulnerabilityRecord> taken;
  private long leftOut;

  /**
   * @param place how a problem is told
   * @param wanted tells by its id whether a record is taken
   * @param taken is told of each record that is taken
   */
  public AdvisoryReading(
      RecordPortions portions,
      Function<RecordProblem, ReadingProblem> place,
      ProgressListener progress,
      Predicate<String> wanted,
      Consumer<VulnerabilityRecord> taken) {
    this.portions = portions;
    this.place = place;
    this.progress = progress;
    this.wanted = wanted;
    this.taken = taken;
  }

  /** Reads them all; what stands in the last portion is not stored yet. */
  public RecordCounts all(List<Path> inputs) {
    RecordCounts counts =
        new AdvisoryFiles(Limits.DEFAULT, problem -> portions.note(place.apply(problem)), progress)
            .forEach(inputs, this::take);
    portions.count(
        new ImportCounts(
            counts.read() - leftOut,
            0,
            latest.superseded(),
            (long) counts.unreadable() + counts.inputs()));
    return counts;
  }

  private void take(SourcedAdvisory found) {
    VulnerabilityRecord record = found.record().record();
    String source = AdvisorySource.nameOf(found.record().source());
    if (!wanted.test(record.id())) {
      leftOut++;
      return;
    }
    taken.accept(record);
    if (latest.offer(source + ":" + record.id(), record.updated(), found.ordinal())) {
      portions.take(new IncomingRecord(source, record, found.raw()));
    }
  }
}
