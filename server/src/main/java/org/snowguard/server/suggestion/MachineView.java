package org.snowguard.server.suggestion;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.match.Suggestion;
import org.snowguard.core.triage.PackageFact;
import org.snowguard.core.triage.Placement;

/**
 * All that the machine says of a link, ready to be stored and compared.
 *
 * @param marks words that filters look for: {@code affected}, {@code nixos-unstable}, {@code
 *     nixos-unstable:affected}, {@code supported:affected}; sorted
 * @param digest over everything here; equal digests mean equal rows
 * @param supported packages in supported primary channels
 * @param factsDigest over what a person decides on: packages, verdicts, severity; not over how sure
 *     the machine is of the link
 */
record MachineView(
    long vulnerabilityId,
    long projectId,
    Suggestion suggestion,
    Placement placement,
    long rank,
    Traits traits,
    List<String> marks,
    List<VerdictRow> verdicts,
    List<PackageFact> supported,
    byte[] digest,
    byte[] factsDigest) {

  /** What filters and orders look at besides the verdicts. */
  public record Traits(
      Instant since,
      float score,
      @Nullable String severity,
      @Nullable String attackVector,
      @Nullable String attackComplexity,
      @Nullable String privilegesRequired,
      @Nullable String userInteraction,
      boolean knownExploited,
      @Nullable String assigner) {}

  /**
   * A row of {@code suggestion_verdict}.
   *
   * @param attribute empty: every package with these facts
   */
  public record VerdictRow(
      long factsId,
      String attribute,
      String verdict,
      String code,
      String text,
      String pointer,
      @Nullable String fixedVersion) {}

  /** A vulnerability and a project, the natural key of a suggestion. */
  public record Link(long vulnerabilityId, long projectId) {}

  Link link() {
    return new Link(vulnerabilityId, projectId);
  }
}
