package org.snowguard.server.ingest.osv;

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
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.snowguard.formats.archive.ProgressListener;
import org.snowguard.formats.cve.RecordCounts;
import org.snowguard.formats.osv.OsvListing;
import org.snowguard.server.ingest.ImportCounts;
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

  private static final int PORTION = 50;
  private static final long ARCHIVE_LIMIT = 4_000_000_000L;
  private static final long LISTING_LIMIT = 200_000_000;
  private static final long RECORD_LIMIT = 16_000_000;
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

  private static String segment(String name) {
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
      NewestChange newest = new NewestChange(begun);
      imports.fetched(
          directory.toString(),
          "all.zip",
          RecordImports.Extent.WHOLE,
          portions -> {
            try {
              requireEnd(address, mark, unpack(copy.file(), portions, newest, run));
            } finally {
              run.brought(portions.counts());
            }
          });
      run.mark(mark.withArchive(begun, newest.at(), copy.stamp().bytes()).stored());
    }
  }

  private RecordCounts unpack(
      Path file, RecordPortions portions, NewestChange newest, SourceRun run) {
    ProgressListener progress = (_, bytes, total) -> run.at("bytes", bytes, total);
    RecordCounts counts =
        new AdvisoryReading(
                portions,
                problem -> ReadingProblem.fetched(problem, "all.zip"),
                progress,
                OsvSource::isWanted,
                newest::see)
            .all(List.of(file));
    portions.store();
    return counts;
  }

  private static void requireEnd(URI address, OsvMark mark, RecordCounts counts)
      throws FetchFailure {
    if (counts.inputs() > 0 || counts.read() == 0) {
      throw new FetchFailure(address + " cannot be unpacked to its end");
    }
    if (counts.read() < mark.rows() * LEAST_SHARE) {
      throw new FetchFailure(
          "%s gave %,d records where %,d were listed before; kept these"
              .formatted(address, counts.read(), mark.rows()));
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
    Instant newest = listing.rows().getLast().modified();
    Instant read = mark.read();
    if (read != null && newest.isBefore(read)) {
      throw new FetchFailure(
          "the listing of %s ends on %s, before %s, up to which it was read"
              .formatted(directory, newest, read));
    }
    return listing;
  }

  private SourceNews follow(SourceRun run, OsvMark mark, OsvListing listing, Stamp stamp)
      throws IOException, InterruptedException {
    List<OsvListing.Row> changed =
        listing.rows().stream()
            .filter(row -> isAfter(row.modified(), mark.read()) && isWanted(row.id()))
            .toList();
    if (changed.size() > MOST_RECORDS) {
      whole(run, mark);
    } else if (!changed.isEmpty()) {
      String part = "%,d changes".formatted(changed.size());
      imports.fetched(
          directory.toString(),
          part,
          RecordImports.Extent.PART,
          portions -> {
            try {
              records(run, mark, changed, portions);
            } finally {
              run.brought(portions.counts());
            }
          });
    }
    OsvMark reached = OsvMark.of(run.mark());
    Instant newest = listing.rows().getLast().modified();
    Instant bounded = new NewestChange(clock.instant()).bounded(newest);
    run.mark(
        (isAfter(bounded, reached.read()) ? reached.upTo(bounded) : reached)
            .withListing(listing.rows().size(), stamp)
            .stored());
    return changed.isEmpty() ? SourceNews.NOTHING : new SourceNews(run.brought(), null);
  }

  private void records(
      SourceRun run, OsvMark mark, List<OsvListing.Row> changed, RecordPortions portions)
      throws IOException, InterruptedException {
    NewestChange bound = new NewestChange(clock.instant());
    OsvMark reached = mark;
    for (int index = 0; index < changed.size(); index++) {
      run.at("records", index, (long) changed.size());
      record(changed.get(index).id(), portions);
      boolean isLast = index == changed.size() - 1;
      // Records of one moment stay together: the mark is that moment.
      boolean isMoment =
          !isLast && changed.get(index + 1).modified().equals(changed.get(index).modified());
      if (!isMoment && (isLast || index % PORTION == PORTION - 1)) {
        portions.store();
        reached = reached.upTo(bound.bounded(changed.get(index).modified()));
        run.mark(reached.stored());
      }
    }
  }

  /** A record that is gone is told, and stays stored as it was. */
  private void record(String id, RecordPortions portions) throws IOException, InterruptedException {
    URI address = directory.resolve(segment(id + ".json"));
    Wanted wanted = Wanted.of(address, Wanted.Form.JSON, RECORD_LIMIT);
    try (Fetched.Copy copy = fetch.copy(wanted)) {
      String name = ReadingProblem.entryOf(id);
      new AdvisoryReading(
              portions,
              problem -> ReadingProblem.fetched(problem, name),
              ProgressListener.NONE,
              OsvSource::isWanted,
              _ -> {})
          .all(List.of(copy.file()));
    } catch (FetchFailure e) {
      if (e.status() != 404) {
        throw e;
      }
      portions.count(new ImportCounts(0, 0, 0, 1));
      portions.note(
          new ReadingProblem(
              ReadingProblem.entryOf(id), id, "listed as changed, but not there (status 404)"));
    }
  }

  private static boolean isAfter(Instant moment, @Nullable Instant other) {
    return other == null || moment.isAfter(other);
  }
}
