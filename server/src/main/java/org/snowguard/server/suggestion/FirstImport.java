package org.snowguard.server.suggestion;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.nixpkgs.ChannelRelease;
import org.snowguard.server.ingest.FirstRun;
import org.snowguard.server.ingest.ImportRuns;
import org.snowguard.server.ingest.advisory.AdvisorySource;
import org.snowguard.server.ingest.cvelist.CveListSource;
import org.snowguard.server.ingest.nvd.NvdSource;
import org.snowguard.server.ingest.osv.OsvSource;
import org.snowguard.server.vulnerability.Vulnerabilities;

/**
 * The first import and its boundary: old records that come with it go to the backlog, and so do
 * those that come with the first run of a source that is given later. The boundary is fixed at the
 * first suggestion and kept, whatever the settings say later.
 */
final class FirstImport {

  private static final List<String> SOURCES =
      List.of(CveListSource.NAME, AdvisorySource.NAME, NvdSource.NAME);

  private final FirstImportStore store;
  private final TriageSettings settings;
  private final ImportRuns runs;
  private final Vulnerabilities vulnerabilities;
  private final Clock clock;

  FirstImport(
      FirstImportStore store,
      TriageSettings settings,
      ImportRuns runs,
      Vulnerabilities vulnerabilities,
      Clock clock) {
    this.store = store;
    this.settings = settings;
    this.runs = runs;
    this.vulnerabilities = vulnerabilities;
    this.clock = clock;
  }

  /**
   * The boundary as it stands.
   *
   * @param before records published earlier go to the backlog; null: none
   * @param endedAt null while the first import runs
   * @param firstRuns of the sources of records
   */
  public record Boundary(
      @Nullable Instant before, @Nullable Instant endedAt, List<FirstRun> firstRuns) {

    public Boundary {
      firstRuns = List.copyOf(firstRuns);
    }

    Boundary(@Nullable Instant before, @Nullable Instant endedAt) {
      this(before, endedAt, List.of());
    }

    /** The boundary for a record first seen at that time; null when none holds for it. */
    @Nullable Instant of(Instant firstSeenAt) {
      boolean holds =
          endedAt == null
              || !firstSeenAt.isAfter(endedAt)
              || firstRuns.stream().anyMatch(run -> run.includes(firstSeenAt));
      return holds ? before : null;
    }

    Boundary with(List<FirstRun> runs) {
      return new Boundary(before, endedAt, runs);
    }

    boolean isRunning() {
      return endedAt == null;
    }
  }

  /** The boundary, fixed now if it never was; in the caller's transaction. */
  Boundary boundary() {
    return fixed().with(runs.firstRuns(SOURCES, OsvSource.PREFIX));
  }

  private Boundary fixed() {
    return store
        .find()
        .orElseGet(
            () -> {
              LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
              Optional<LocalDate> day =
                  settings.boundary(ChannelRelease.oldestSupportedOn(today).branchedOffOn());
              store.fix(day.map(d -> d.atStartOfDay(ZoneOffset.UTC).toInstant()).orElse(null));
              return store.find().orElseThrow();
            });
  }

  /** Ends the first import once records are there and were read to their end. */
  void endIfDone() {
    if (!boundary().isRunning() || vulnerabilities.isEmpty()) {
      return;
    }
    if (runs.isReadToItsEnd(CveListSource.NAME)) {
      store.end(clock.instant());
    }
  }
}
