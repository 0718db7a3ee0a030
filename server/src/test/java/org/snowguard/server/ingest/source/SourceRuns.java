package org.snowguard.server.ingest.source;

import java.io.IOException;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.server.ingest.job.JobRuns;

/** Reads a source once, without a scheduler. */
public final class SourceRuns {

  private SourceRuns() {}

  /** Gives how much it read. */
  public static long once(Source source, Jdbi jdbi, Clock clock)
      throws IOException, InterruptedException {
    SourceStore store = new SourceStore(jdbi);
    SourceRun run =
        new SourceRun(
            source.name(),
            store.find(source.name()),
            store,
            JobRuns.begin("source-" + source.name(), source.title(), jdbi, clock),
            clock.instant());
    source.read(run);
    return run.brought().read();
  }
}
