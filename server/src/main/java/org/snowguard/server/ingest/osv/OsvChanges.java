package org.snowguard.server.ingest.osv;

import java.io.IOException;
import java.net.URI;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.record.VulnerabilityRecord;
import org.snowguard.formats.archive.ProgressListener;
import org.snowguard.formats.osv.OsvListing.Row;
import org.snowguard.server.ingest.ImportCounts;
import org.snowguard.server.ingest.ReadingProblem;
import org.snowguard.server.ingest.RecordPortions;
import org.snowguard.server.ingest.advisory.AdvisoryReading;
import org.snowguard.server.ingest.source.FetchFailure;
import org.snowguard.server.ingest.source.Fetched;
import org.snowguard.server.ingest.source.HttpFetch;
import org.snowguard.server.ingest.source.SourceRun;
import org.snowguard.server.ingest.source.Wanted;

/** One run over changed records, each fetched by itself: one that fails stops no other. */
final class OsvChanges {

  private static final int PORTION = 50;
  private static final long RECORD_LIMIT = 16_000_000;

  /** After so many failures it is the service that fails. */
  private static final int MOST_FAILURES = 10;

  private static final int TOO_MANY_REQUESTS = 429;

  private final URI directory;
  private final HttpFetch fetch;
  private final SourceRun run;
  private final Consumer<List<Row>> stored;
  private final List<Row> portion = new ArrayList<>();
  private @Nullable FetchFailure failure;
  private int failures;
  private int left;

  /**
   * @param stored is told which records are stored
   */
  OsvChanges(URI directory, HttpFetch fetch, SourceRun run, Consumer<List<Row>> stored) {
    this.directory = directory;
    this.fetch = fetch;
    this.run = run;
    this.stored = stored;
  }

  /** Reads them in their order; gives the first that was not tried any more, or null. */
  @Nullable Row read(List<Row> changed, RecordPortions portions)
      throws IOException, InterruptedException {
    for (int index = 0; index < changed.size(); index++) {
      run.at("records", index, (long) changed.size());
      if (isServiceFailing()) {
        store(portions);
        return changed.get(index);
      }
      take(changed.get(index), portions);
      if (index % PORTION == PORTION - 1) {
        store(portions);
      }
    }
    store(portions);
    return null;
  }

  private void store(RecordPortions portions) {
    portions.store();
    stored.accept(portion);
    portion.clear();
  }

  private boolean isServiceFailing() {
    return failures >= MOST_FAILURES || (failure != null && failure.status() == TOO_MANY_REQUESTS);
  }

  /** How many could not be read, and will be looked for again. */
  int left() {
    return left;
  }

  /** Says what could not be fetched. */
  void requireAll(int changed) throws FetchFailure {
    if (failure != null) {
      String words = "; so failed %,d of %,d changed records".formatted(failures, changed);
      throw isServiceFailing()
          ? failure.with(words)
          : FetchFailure.ofParts(failure.getMessage() + words);
    }
  }

  private void take(Row row, RecordPortions portions) throws IOException, InterruptedException {
    try {
      if (read(row, portions)) {
        portion.add(row);
      } else {
        left++;
      }
    } catch (FetchFailure e) {
      left++;
      if (e.isAbsent()) {
        // It stays stored as it was.
        note(row, "listed as changed, but not there (status 404)", portions);
      } else {
        failures++;
        failure = failure == null || e.status() == TOO_MANY_REQUESTS ? e : failure;
      }
    }
  }

  /** Whether it is what was listed; if not, that is told. */
  private boolean read(Row row, RecordPortions portions) throws IOException, InterruptedException {
    URI address = directory.resolve(OsvSource.segment(ReadingProblem.entryOf(row.id())));
    List<VulnerabilityRecord> found = new ArrayList<>();
    try (Fetched.Copy copy = fetch.copy(Wanted.of(address, Wanted.Form.JSON, RECORD_LIMIT))) {
      var counts =
          new AdvisoryReading(
                  portions,
                  problem -> ReadingProblem.fetched(problem, ReadingProblem.entryOf(row.id())),
                  ProgressListener.NONE,
                  row.id()::equals,
                  found::add)
              .all(List.of(copy.file()));
      if (counts.unreadable() > 0 || counts.inputs() > 0) {
        return false;
      }
    }
    if (found.isEmpty()) {
      note(row, "listed as changed, but its file holds no record of this id", portions);
      return false;
    }
    if (found.stream().allMatch(record -> isBefore(record, row))) {
      note(
          row,
          "listed as changed at %s, but given as of before".formatted(row.modified()),
          portions);
      return false;
    }
    return true;
  }

  /** A listing may tell a moment less exactly than a record. */
  private static boolean isBefore(VulnerabilityRecord record, Row row) {
    return record.updated() != null
        && record
            .updated()
            .truncatedTo(ChronoUnit.SECONDS)
            .isBefore(row.modified().truncatedTo(ChronoUnit.SECONDS));
  }

  private static void note(Row row, String reason, RecordPortions portions) {
    portions.count(new ImportCounts(0, 0, 0, 1));
    portions.note(new ReadingProblem(ReadingProblem.entryOf(row.id()), row.id(), reason));
  }
}
