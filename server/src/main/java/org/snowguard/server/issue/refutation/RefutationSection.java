package org.snowguard.server.issue.refutation;

import java.time.Instant;
import java.util.List;

/**
 * What maintainers dispute about an issue, as one reader sees it.
 *
 * @param disputed open ones; who said it is not public
 * @param refutable packages that the reader may dispute the verdict on
 * @param mayAnswer whether the reader may agree and disagree
 */
public record RefutationSection(
    long issueId, int revision, List<Line> disputed, List<String> refutable, boolean mayAnswer) {

  public RefutationSection {
    disputed = List.copyOf(disputed);
    refutable = List.copyOf(refutable);
  }

  /**
   * One disputed verdict.
   *
   * @param words {@code openssl_3 is not affected}
   */
  public record Line(long id, Instant at, String attribute, String words, String note) {}
}
