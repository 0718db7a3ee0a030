package org.snowguard.server.ingest.nvd;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.snowguard.formats.nvd.NvdResponse;
import org.snowguard.formats.nvd.NvdResponseReader;
import org.snowguard.server.ingest.ImportCounts;
import org.snowguard.server.ingest.ImportRuns;
import org.snowguard.server.ingest.IncomingRecord;
import org.snowguard.server.ingest.ReadingProblem;
import org.snowguard.server.ingest.RecordImports;
import org.snowguard.server.ingest.RecordPortions;
import org.snowguard.server.ingest.RecordSink;
import org.snowguard.server.ingest.source.FetchFailure;
import org.snowguard.server.ingest.source.Fetched;
import org.snowguard.server.ingest.source.HttpFetch;
import org.snowguard.server.ingest.source.Source;
import org.snowguard.server.ingest.source.SourceNews;
import org.snowguard.server.ingest.source.SourceRun;
import org.snowguard.server.ingest.source.Wanted;

/**
 * All records once, page by page, then those that were modified since. The mark moves with each
 * page that is stored, so that a run that is cut off goes on where it was.
 */
public final class NvdSource implements Source {

  /** The word under which records and runs of this source are stored. */
  public static final String NAME = "nvd";

  // Two thousand records have about ten megabytes.
  private static final long LIMIT = 200_000_000;
  private static final int MOST_REQUESTS = 5_000;

  private final NvdSettings settings;
  private final HttpFetch fetch;
  private final RecordImports imports;
  private final Pause pause;
  private final Clock clock;

  /** Waits between requests. */
  public interface Pause {
    void take(Duration length) throws InterruptedException;
  }

  public NvdSource(
      NvdSettings settings,
      HttpFetch fetch,
      RecordSink sink,
      ImportRuns runs,
      Pause pause,
      Clock clock) {
    this.settings = settings;
    this.fetch = fetch;
    imports = new RecordImports(NAME, sink, runs);
    this.pause = pause;
    this.clock = clock;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String title() {
    return "National Vulnerability Database (NIST, API 2.0)";
  }

  /** More often is not welcome (NVD, best practices). */
  @Override
  public Duration every() {
    return Duration.ofHours(2);
  }

  @Override
  public Duration lateAfter() {
    return Duration.ofHours(12);
  }

  @Override
  public SourceNews read(SourceRun run) throws IOException, InterruptedException {
    NvdMark mark = NvdMark.of(run.mark());
    String part = mark.read() == null ? "everything" : "modified since " + mark.read();
    Following following = new Following(run, mark);
    ImportCounts counts =
        imports.fetched(
            settings.address().toString(),
            part,
            RecordImports.Extent.PART,
            portions -> {
              try {
                following.all(portions);
              } finally {
                run.brought(portions.counts());
              }
            });
    return new SourceNews(counts, following.mark.read());
  }

  /** One run: the pages of one window after the other, up to now. */
  private final class Following {
    private final SourceRun run;
    private final Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    private NvdMark mark;
    private int requests;

    Following(SourceRun run, NvdMark mark) {
      this.run = run;
      this.mark = mark;
    }

    void all(RecordPortions portions) throws IOException, InterruptedException {
      boolean isMore = true;
      while (isMore) {
        mark = mark.isUnderWay() ? mark : mark.begin(now);
        Instant wanted = mark.until();
        boolean isLast = wanted == null || !wanted.isBefore(now);
        window(portions);
        Instant read = mark.read();
        // Where the database's clock is behind ours, asking on would bring the same window for
        // ever.
        boolean isShortened = wanted != null && read != null && read.isBefore(wanted);
        isMore = !isLast && !isShortened;
      }
    }

    private void window(RecordPortions portions) throws IOException, InterruptedException {
      do {
        NvdResponse.Page page = page();
        run.requireNotOlder(page.timestamp());
        requireNotShrunk(page.total());
        mark = mark.index() == 0 ? mark.notBeyond(page.timestamp()) : mark;
        store(page, portions);
        mark = mark.after(page.items().size(), page.total());
        mark = mark.isAtEnd() ? mark.end() : mark;
        run.mark(mark.stored());
      } while (mark.isUnderWay());
    }

    private void requireNotShrunk(long total) throws FetchFailure {
      if (mark.isShrunkTo(total)) {
        run.mark(mark.again().stored());
        throw new FetchFailure(
            "%s has %,d records where it had %,d a page before; what comes after them was not"
                    .formatted(settings.address(), total, mark.total())
                + " taken for read");
      }
    }

    private NvdResponse.Page page() throws IOException, InterruptedException {
      if (requests > 0) {
        pause.take(settings.pause());
      }
      requests++;
      if (requests > MOST_REQUESTS) {
        throw new FetchFailure(
            "%s came to no end in %,d pages".formatted(settings.address(), MOST_REQUESTS));
      }
      run.at("records", mark.index(), mark.total() == 0 ? null : mark.total());
      URI uri = settings.request(mark);
      Wanted wanted = Wanted.of(uri, Wanted.Form.JSON, LIMIT).withSecret(settings.key());
      try (Fetched.Copy copy = fetch.copy(wanted);
          InputStream in = Files.newInputStream(copy.file())) {
        return checked(uri, NvdResponseReader.read(in));
      } catch (FetchFailure e) {
        throw settings.key() != null && isRefusal(e.status())
            ? e.with("; if this stays, check snowguard.sources.nvd-key")
            : e;
      }
    }

    /** The API says 404 where it does not know the key. */
    private boolean isRefusal(int status) {
      return status == 401 || status == 403 || status == 404;
    }

    private NvdResponse.Page checked(URI uri, NvdResponse response) throws FetchFailure {
      return switch (response) {
        case NvdResponse.Malformed(String reason) ->
            throw FetchFailure.of(
                uri,
                "it gave something else than a page of records (%s); nothing of it was taken"
                    .formatted(reason));
        case NvdResponse.Page page -> {
          boolean isOther = page.startIndex() != mark.index() || page.total() < 0;
          boolean isCut = page.items().isEmpty() && mark.index() < page.total();
          if (isOther || isCut) {
            throw FetchFailure.of(
                uri,
                "it gave %,d records from %,d of %,d, not those that were asked for; nothing of it"
                        .formatted(page.items().size(), page.startIndex(), page.total())
                    + " was taken");
          }
          if (mark.read() == null && page.total() == 0) {
            throw FetchFailure.of(uri, "it says that it has no records at all");
          }
          yield page;
        }
      };
    }

    private void store(NvdResponse.Page page, RecordPortions portions) {
      long place = page.startIndex();
      for (NvdResponse.Item item : page.items()) {
        switch (item) {
          case NvdResponse.Item.Read(var record, byte[] raw) -> {
            portions.count(new ImportCounts(1, 0, 0, 0));
            portions.take(new IncomingRecord(NAME, record, raw));
          }
          case NvdResponse.Item.Unreadable(String reason, @Nullable String id) -> {
            portions.count(new ImportCounts(0, 0, 0, 1));
            String entry =
                id == null ? "record %d of a page".formatted(place) : ReadingProblem.entryOf(id);
            portions.note(new ReadingProblem(entry, id, reason));
          }
        }
        place++;
      }
      portions.store();
    }
  }
}
