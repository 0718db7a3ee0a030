package org.snowguard.server.ingest.osv;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.snowguard.formats.archive.ProgressListener;
import org.snowguard.formats.cve.RecordCounts;
import org.snowguard.formats.osv.OsvListing;
import org.snowguard.formats.osv.OsvListing.Row;
import org.snowguard.server.ingest.ImportRuns;
import org.snowguard.server.ingest.ReadingProblem;
import org.snowguard.server.ingest.RecordImports;
import org.snowguard.server.ingest.RecordPortions;
import org.snowguard.server.ingest.RecordSink;
import org.snowguard.server.ingest.advisory.AdvisoryReading;
import org.snowguard.server.ingest.source.FetchFailure;
import org.snowguard.server.ingest.source.Fetched;
import org.snowguard.server.ingest.source.HttpFetch;
import org.snowguard.server.ingest.source.Source;
import org.snowguard.server.ingest.source.SourceNews;
import org.snowguard.server.ingest.source.SourceRun;
import org.snowguard.server.ingest.source.Stamp;
import org.snowguard.server.ingest.source.Wanted;

/**
 * One ecosystem of the OSV database: its archive, then the records that its listing names as
 * changed. An ecosystem is a source of its own, so that none waits for another.
 */
public final class OsvSource implements Source {

  /** The names of these sources begin so. */
  public static final String PREFIX = "osv-";

  /** With more changes than these the archive is fetched instead of each record. */
  private static final int MOST_RECORDS = 200;

  private static final long ARCHIVE_LIMIT = 4_000_000_000L;
  private static final long LISTING_LIMIT = 200_000_000;
  private static final double MOST_UNREADABLE = 0.01;
  private static final double LEAST_SHARE = 0.9;

  private final String ecosystem;
  private final URI directory;
  private final HttpFetch fetch;
  private final RecordImports imports;
  private final Clock clock;

  /**
   * @param base where the ecosystems' directories are
   * @param ecosystem as the OSV schema spells it: {@code PyPI}
   */
  public OsvSource(
      URI base, String ecosystem, HttpFetch fetch, RecordSink sink, ImportRuns runs, Clock clock) {
    this.ecosystem = ecosystem;
    String parent = base.toString();
    directory =
        URI.create((parent.endsWith("/") ? parent : parent + "/") + segment(ecosystem) + "/");
    this.fetch = fetch;
    imports = new RecordImports(name(), sink, runs);
    this.clock = clock;
  }

  static String segment(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /**
   * Reports on malicious packages are left out: hundreds of thousands, on names that nobody ever
   * packaged and that registries removed within days.
   */
  private static boolean isWanted(String id) {
    return !id.startsWith("MAL-");
  }

  @Override
  public String name() {
    return PREFIX + ecosystem.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
  }

  @Override
  public String title() {
    return "OSV: " + ecosystem;
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(10);
  }

  /** Quiet ecosystems have no news for weeks; the source itself must answer. */
  @Override
  public Duration lateAfter() {
    return Duration.ofHours(2);
  }

  @Override
  public SourceNews read(SourceRun run) throws IOException, InterruptedException {
    OsvMark mark = OsvMark.of(run.mark());
    if (mark.wantsWhole(clock.instant())) {
      whole(run, mark);
      return new SourceNews(run.brought(), null);
    }
    return fetch.ifChanged(
        run,
        Wanted.of(directory.resolve("modified_id.csv"), Wanted.Form.TEXT, LISTING_LIMIT),
        (file, stamp) -> follow(run, mark, listing(mark, file), stamp));
  }

  private void whole(SourceRun run, OsvMark mark) throws IOException, InterruptedException {
    Instant begun = clock.instant();
    URI address = directory.resolve("all.zip");
    Wanted wanted =
        Wanted.of(address, Wanted.Form.ZIP, ARCHIVE_LIMIT)
            .knownAs(new Stamp(null, null, mark.archiveBytes()));
    run.at("records", 0, null);
    try (Fetched.Copy copy = fetch.copy(wanted)) {
      List<Row> rows = new ArrayList<>();
      imports.fetched(
          directory.toString(),
          "all.zip",
          RecordImports.Extent.WHOLE,
          portions -> {
            try {
              requireEnd(address, mark, unpack(copy.file(), portions, rows, run));
            } finally {
              run.brought(portions.counts());
            }
          });
      rows.sort(Row.OLDEST_FIRST);
      run.mark(
          mark.withArchive(
                  begun, OsvSeen.of(rows, begun), OsvSeen.newest(rows, begun), copy.stamp().bytes())
              .stored());
    }
  }

  private RecordCounts unpack(Path file, RecordPortions portions, List<Row> rows, SourceRun run) {
    ProgressListener progress = (_, bytes, total) -> run.at("bytes", bytes, total);
    RecordCounts counts =
        new AdvisoryReading(
                portions,
                problem -> ReadingProblem.fetched(problem, "all.zip"),
                progress,
                OsvSource::isWanted,
                record -> {
                  if (record.updated() != null) {
                    rows.add(new Row(record.updated(), record.id()));
                  }
                })
            .all(List.of(file));
    portions.store();
    return counts;
  }

  private static void requireEnd(URI address, OsvMark mark, RecordCounts counts)
      throws FetchFailure {
    if (counts.inputs() > 0 || counts.read() == 0) {
      throw FetchFailure.of(address, "what it gave cannot be unpacked to its end");
    }
    if (counts.read() < mark.rows() * LEAST_SHARE) {
      throw FetchFailure.of(
          address,
          "it gave %,d records where %,d were listed before; it does not count as read"
              .formatted(counts.read(), mark.rows()));
    }
  }

  private OsvListing listing(OsvMark mark, Path file) throws IOException {
    OsvListing listing;
    try (InputStream in = Files.newInputStream(file)) {
      listing = OsvListing.read(in);
    }
    int rows = listing.rows().size();
    if (rows == 0 || listing.unreadable() > rows * MOST_UNREADABLE) {
      throw new FetchFailure(
          "the listing of %s has %,d rows that can be read and %,d that cannot (%s)"
              .formatted(directory, rows, listing.unreadable(), listing.firstProblem()));
    }
    if (rows < mark.rows() * LEAST_SHARE) {
      throw new FetchFailure(
          "the listing of %s has %,d rows where it had %,d before"
              .formatted(directory, rows, mark.rows()));
    }
    Instant newest = OsvSeen.newest(listing.rows(), clock.instant());
    Instant read = mark.read();
    if (read != null && (newest == null || newest.isBefore(read))) {
      throw new FetchFailure(
          "the listing of %s ends on %s, before %s, up to which it was read"
              .formatted(directory, newest, read));
    }
    return listing;
  }

  private SourceNews follow(SourceRun run, OsvMark mark, OsvListing listing, Stamp stamp)
      throws IOException, InterruptedException {
    OsvSeen seen = requireNonNull(mark.seen(), "the archive is read first");
    List<Row> changed =
        listing.rows().stream().filter(row -> seen.lacks(row) && isWanted(row.id())).toList();
    boolean isMany = changed.size() > MOST_RECORDS;
    if (isMany && mark.mayTakeWhole(clock.instant())) {
      // It may be older than the listing, which tells the next run what is missing.
      whole(run, mark);
      return new SourceNews(run.brought(), null);
    }
    List<Row> tried = isMany ? changed.subList(0, MOST_RECORDS) : changed;
    OsvChanges changes =
        new OsvChanges(
            directory,
            fetch,
            run,
            stored -> {
              OsvMark reached = OsvMark.of(run.mark());
              run.mark(reached.with(requireNonNull(reached.seen()).with(stored)).stored());
            });
    Row untried = tried.isEmpty() ? null : read(run, tried, changes);
    Row next = untried == null && isMany ? changed.get(MOST_RECORDS) : untried;
    boolean isDone = next == null && changes.left() == 0;
    finish(run, listing, next, isDone ? stamp : stamp.forgotten());
    changes.requireAll(tried.size());
    return tried.isEmpty() ? SourceNews.NOTHING : new SourceNews(run.brought(), null);
  }

  private @Nullable Row read(SourceRun run, List<Row> tried, OsvChanges changes)
      throws IOException, InterruptedException {
    AtomicReference<@Nullable Row> untried = new AtomicReference<>();
    imports.fetched(
        directory.toString(),
        "%,d changes".formatted(tried.size()),
        RecordImports.Extent.PART,
        portions -> {
          try {
            untried.set(changes.read(tried, portions));
          } finally {
            run.brought(portions.counts());
          }
        });
    return untried.get();
  }

  private void finish(SourceRun run, OsvListing listing, @Nullable Row untried, Stamp stamp) {
    OsvMark reached = OsvMark.of(run.mark());
    OsvSeen seen = requireNonNull(reached.seen());
    List<Row> stored =
        listing.rows().stream().filter(row -> isWanted(row.id()) && !seen.lacks(row)).toList();
    Instant now = clock.instant();
    run.mark(
        reached
            .with(seen.movedTo(OsvSeen.of(stored, now), untried))
            .withListing(OsvSeen.newest(listing.rows(), now), listing.rows().size(), stamp)
            .stored());
  }
}
