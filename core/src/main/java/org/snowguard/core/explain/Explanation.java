package org.snowguard.core.explain;

import java.util.List;
import org.snowguard.core.match.Evidence;
import org.snowguard.core.match.Tier;
import org.snowguard.core.verdict.PackageVerdict;

/**
 * Why a record is, or is not, about a package, and whether that is affected.
 *
 * @param id of the record
 * @param says what the record is about, in its own words: its title or the first sentence
 * @param project key of the attribute's project
 * @param verdicts of the attribute in each channel; empty without a link
 * @param elsewhere the other projects that the record is linked to, the most probable first
 * @param algorithm version of the algorithm and its data files
 */
public record Explanation(
    String id,
    String says,
    String attribute,
    String project,
    Link link,
    List<SourcedVerdict> verdicts,
    List<OtherLink> elsewhere,
    int algorithm) {
  public Explanation {
    verdicts = List.copyOf(verdicts);
    elsewhere = List.copyOf(elsewhere);
  }

  /** Whether the record is about the project. */
  public sealed interface Link {}

  /** The matcher suggests it. Evidence the strongest first, on both sides. */
  public record Made(Tier tier, double probability, List<Evidence> evidence, List<Evidence> against)
      implements Link {}

  /** Some key of the record leads to the project, and too little speaks for it. */
  public record BelowLimit(double probability, List<Evidence> evidence, List<Evidence> against)
      implements Link {}

  /** Nothing that the record names leads to the project. */
  public record NoKey() implements Link {}

  /** The record was rejected by its assigner, and is linked to nothing. */
  public record Rejected() implements Link {}

  /**
   * @param source who decided: {@code nixpkgs}, {@code CNA (redhat)}, {@code NVD}; empty when
   *     nobody did
   */
  public record SourcedVerdict(PackageVerdict verdict, String source) {}

  /** Another project that the record is linked to. */
  public record OtherLink(String project, Tier tier, double probability) {}
}
