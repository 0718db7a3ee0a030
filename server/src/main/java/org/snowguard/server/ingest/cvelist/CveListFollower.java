package org.snowguard.server.ingest.cvelist;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.ingest.ImportCounts;
import org.snowguard.server.ingest.source.FetchFailure;
import org.snowguard.server.ingest.source.Fetched;
import org.snowguard.server.ingest.source.HttpFetch;
import org.snowguard.server.ingest.source.Source;
import org.snowguard.server.ingest.source.SourceNews;
import org.snowguard.server.ingest.source.SourceRun;
import org.snowguard.server.ingest.source.Wanted;

/**
 * The CVE list as its releases on GitHub publish it: a baseline, then the changes of each hour. Of
 * each record the newest form stands, so that files may be read in any order and again.
 */
public final class CveListFollower implements Source {

  private static final long LISTING_LIMIT = 30_000_000;
  private static final long FILE_LIMIT = 4_000_000_000L;
  private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);

  private final URI releases;
  private final HttpFetch fetch;
  private final CveListSource records;

  /**
   * @param releases the address of GitHub's listing of releases
   */
  public CveListFollower(URI releases, HttpFetch fetch, CveListSource records) {
    this.releases = releases;
    this.fetch = fetch;
    this.records = records;
  }

  @Override
  public String name() {
    return CveListSource.NAME;
  }

  @Override
  public String title() {
    return "CVE list (releases of CVEProject/cvelistV5)";
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(10);
  }

  @Override
  public Duration lateAfter() {
    return Duration.ofHours(6);
  }

  @Override
  public SourceNews read(SourceRun run) throws IOException, InterruptedException {
    CveListReleases listed = listing(run.now().plus(CLOCKS_DIFFER));
    Following following = new Following(run);
    following.skip(listed.missed());
    CveListPlan plan = CveListPlan.of(following.mark, listed);
    for (CveListFile file : plan.files()) {
      run.at("files", following.done, (long) plan.files().size());
      following.follow(file, plan.isBaselineRequired());
    }
    return following.news();
  }

  private CveListReleases listing(Instant latest) throws IOException, InterruptedException {
    Wanted wanted =
        Wanted.of(releases, Wanted.Form.JSON, LISTING_LIMIT)
            .with(Map.of("Accept", "application/vnd.github+json"));
    try (Fetched.Copy copy = fetch.copy(wanted);
        InputStream in = Files.newInputStream(copy.file())) {
      return CveListReleases.read(in, releases, latest);
    }
  }

  /** One run over the files of the plan. */
  private final class Following {
    private final SourceRun run;
    private CveListMark mark;
    private @Nullable FetchFailure failure;
    private long done;

    Following(SourceRun run) {
      this.run = run;
      mark = CveListMark.of(run.mark());
    }

    /** Releases without a file of their changes. */
    void skip(List<Instant> missed) {
      for (Instant at : missed) {
        if (mark.isBefore(at)) {
          mark = mark.without(at);
        }
      }
    }

    void follow(CveListFile file, boolean isBaselineRequired)
        throws IOException, InterruptedException {
      if (!file.isBaseline() && !mark.wants(file.at())) {
        return;
      }
      try {
        run.brought(take(file));
        mark = mark.with(file);
      } catch (FetchFailure e) {
        if (file.isBaseline() && isBaselineRequired) {
          throw e;
        }
        failure = e;
        mark = file.isBaseline() ? mark : mark.without(file.at());
      }
      run.mark(mark.stored());
      done++;
    }

    private ImportCounts take(CveListFile file) throws IOException, InterruptedException {
      Wanted wanted =
          Wanted.of(file.address(), Wanted.Form.ZIP, FILE_LIMIT)
              .amountingTo(file.bytes() == 0 ? null : file.bytes(), file.sha256());
      try (Fetched.Copy copy = fetch.copy(wanted)) {
        return records.readFetched(releases.toString(), file, copy.file());
      }
    }

    SourceNews news() throws FetchFailure {
      run.mark(mark.stored());
      if (failure != null) {
        throw failure;
      }
      return new SourceNews(done == 0 ? null : run.brought(), mark.read());
    }
  }
}
