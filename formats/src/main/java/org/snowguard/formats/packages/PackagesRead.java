package org.snowguard.formats.packages;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.nixpkgs.ChannelPackages;

/**
 * What came of reading a list of packages.
 *
 * @param channel the packages that could be read, whatever else happened
 * @param skipped packages that could not be read, each among the problems
 * @param problems in the order of the file
 * @param brokenOff how far reading got and why it ended there; null when the file was read to its
 *     end. A list that broke off must not replace a whole one: what it lacks is not gone from
 *     nixpkgs
 */
public record PackagesRead(
    ChannelPackages channel,
    int skipped,
    List<PackageProblem> problems,
    @Nullable String brokenOff) {
  public PackagesRead {
    problems = List.copyOf(problems);
  }

  /** Whether the file was read to its end. */
  public boolean isComplete() {
    return brokenOff == null;
  }
}
