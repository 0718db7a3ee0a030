package org.snowguard.server.ingest;

import java.io.IOException;
import java.util.List;
import org.snowguard.formats.epss.EpssScore;
import org.snowguard.formats.kev.KnownExploited;

/**
 * Where sources hand what they say of the danger of vulnerabilities, known to us or not. Safe to be
 * given the same again: only what differs is written and travels on.
 */
public interface ThreatSink {

  /**
   * Stores the whole catalogue in one transaction; gives how many entries are new, changed or gone.
   */
  long takeKnownExploited(List<KnownExploited> catalogue);

  /** How many entries of the catalogue are stored. */
  long countKnownExploited();

  /**
   * Stores all scores of a day in one transaction, or none if the feed fails, then gives them to
   * the vulnerabilities, in portions; gives how many are new, changed or gone.
   */
  long takeScores(ScoreFeed feed) throws IOException;

  /** Gives scores one by one. */
  interface ScoreFeed {
    void forEach(ScoreTarget target) throws IOException;
  }

  /** Takes one score. */
  interface ScoreTarget {
    void take(EpssScore score) throws IOException;
  }
}
