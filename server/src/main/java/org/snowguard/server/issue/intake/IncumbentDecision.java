package org.snowguard.server.issue.intake;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the tracker before us decided on a vulnerability.
 *
 * @param id its own, such as NIXPKGS-2026-0001
 * @param status in its words
 * @param packages attribute paths; empty: wherever the vulnerability is suggested
 * @param note in words, or null
 * @param link the GitHub issue, or the tracker's page, or null
 */
record IncumbentDecision(
    String id,
    Status status,
    List<String> vulnerabilities,
    List<String> packages,
    @Nullable String note,
    @Nullable String link) {

  /** What became of it there. */
  enum Status {
    /** Published, or accepted to be: it is about the packages. */
    AFFECTED,
    NOT_AFFECTED,
    NOT_FOR_US,
    WILL_NOT_FIX,
    /** Dismissed before it became an issue, for a reason that only the note tells. */
    REJECTED
  }
}
