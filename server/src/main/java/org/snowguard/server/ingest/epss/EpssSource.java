package org.snowguard.server.ingest.epss;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.snowguard.formats.epss.EpssReader;
import org.snowguard.formats.epss.EpssReading;
import org.snowguard.server.ingest.ImportCounts;
import org.snowguard.server.ingest.ThreatSink;
import org.snowguard.server.ingest.source.FetchFailure;
import org.snowguard.server.ingest.source.HttpFetch;
import org.snowguard.server.ingest.source.Source;
import org.snowguard.server.ingest.source.SourceNews;
import org.snowguard.server.ingest.source.SourceRun;
import org.snowguard.server.ingest.source.Stamp;
import org.snowguard.server.ingest.source.Wanted;

/**
 * The scores of the current day as one compressed CSV file, streamed into the database: all of a
 * day or none.
 */
public final class EpssSource implements Source {

  private static final long LIMIT = 200_000_000;
  private static final double MOST_UNREADABLE = 0.01;
  private static final double LEAST_SHARE = 0.9;

  /** Scores of a day may bear its end. */
  private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);

  private static final String ROWS = "rows";

  private final URI file;
  private final HttpFetch fetch;
  private final ThreatSink sink;

  public EpssSource(URI file, HttpFetch fetch, ThreatSink sink) {
    this.file = file;
    this.fetch = fetch;
    this.sink = sink;
  }

  @Override
  public String name() {
    return "epss";
  }

  @Override
  public String title() {
    return "Exploit prediction scores (FIRST EPSS)";
  }

  @Override
  public Duration every() {
    return Duration.ofHours(1);
  }

  @Override
  public Duration lateAfter() {
    return Duration.ofHours(36);
  }

  @Override
  public SourceNews read(SourceRun run) throws IOException, InterruptedException {
    return fetch.ifChanged(
        run, Wanted.of(file, Wanted.Form.GZIP, LIMIT), (copy, stamp) -> store(run, copy, stamp));
  }

  private SourceNews store(SourceRun run, Path copy, Stamp stamp) throws IOException {
    long expected = Long.parseLong(run.mark().getOrDefault(ROWS, "0"));
    Reading reading = new Reading(run, copy, expected);
    long changed = sink.takeScores(reading::all);
    EpssReading read = reading.result();
    var mark = stamp.mark();
    mark.put(ROWS, Long.toString(read.read()));
    run.mark(mark);
    return new SourceNews(
        new ImportCounts(read.read(), changed, 0, read.skipped()), read.scoredAt());
  }

  /** Reads a copy; what it throws at the end takes back all that was given before. */
  private final class Reading {
    private final SourceRun run;
    private final Path copy;
    private final long expected;
    private final AtomicReference<@Nullable EpssReading> result = new AtomicReference<>();

    Reading(SourceRun run, Path copy, long expected) {
      this.run = run;
      this.copy = copy;
      this.expected = expected;
    }

    void all(ThreatSink.ScoreTarget target) throws IOException {
      try (InputStream in = Files.newInputStream(copy)) {
        EpssReading read = EpssReader.readCompressed(in, target::take);
        judge(read);
        result.set(read);
      }
    }

    private void judge(EpssReading read) throws FetchFailure {
      run.requireNotAhead(read.scoredAt(), CLOCKS_DIFFER);
      run.requireNotOlder(read.scoredAt());
      long given = read.read();
      if (given == 0 || given < expected * LEAST_SHARE) {
        throw FetchFailure.of(
            file,
            "it gave %,d scores where it gave %,d before; kept these".formatted(given, expected));
      }
      if (read.skipped() > given * MOST_UNREADABLE) {
        throw FetchFailure.of(
            file,
            "it gave %,d rows that cannot be read, such as %s; kept what is stored"
                .formatted(read.skipped(), read.problems().getFirst()));
      }
    }

    EpssReading result() {
      EpssReading read = result.get();
      if (read == null) {
        throw new IllegalStateException("the scores were stored without being read");
      }
      return read;
    }
  }
}
