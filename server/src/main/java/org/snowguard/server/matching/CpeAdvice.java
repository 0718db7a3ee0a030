package org.snowguard.server.matching;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.nixpkgs.AssertedCpe;

/**
 * A CPE name that nixpkgs could assert for some packages of one file.
 *
 * @param position the file, {@code pkgs/…/package.nix}, or null where the channel does not tell
 * @param cpe vendor and product, as they stand in a CPE name without escapes
 * @param stated whether records give this CPE; false: it was made from the vendor and product that
 *     they name
 * @param others CPE names that records of other decisions give
 */
public record CpeAdvice(
    String project,
    @Nullable String position,
    List<String> attributes,
    AssertedCpe cpe,
    boolean stated,
    List<AssertedCpe> others,
    List<Decision> decisions) {

  public CpeAdvice {
    attributes = List.copyOf(attributes);
    others = List.copyOf(others);
    decisions = List.copyOf(decisions);
  }

  /**
   * Who says so.
   *
   * @param record public id of the vulnerability
   * @param decision {@code accepted}, {@code dismissed}
   */
  public record Decision(String record, String decision, Instant at) {}
}
