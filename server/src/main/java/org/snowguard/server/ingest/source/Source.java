package org.snowguard.server.ingest.source;

import java.io.IOException;
import java.time.Duration;

/**
 * A source on the network. Reading it again, or half of it, must change nothing and lose nothing.
 */
public interface Source {

  /** Stable and unique: {@code kev}. */
  String name();

  /** For people: {@code Known exploited vulnerabilities (CISA)}. */
  String title();

  /** How often it is asked when all goes well. */
  Duration every();

  /** Data older than this is shown as late. */
  Duration lateAfter();

  /**
   * Asks the source for what is new since its mark, stores it, and moves the mark.
   *
   * @throws IOException if it does not answer, or with something that cannot be trusted; what was
   *     stored of it before stays, and the mark does not move past it
   */
  SourceNews read(SourceRun run) throws IOException, InterruptedException;
}
