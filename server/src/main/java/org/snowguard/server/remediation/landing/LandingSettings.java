package org.snowguard.server.remediation.landing;

import java.nio.file.Path;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.landing.BranchName;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the history of nixpkgs is read.
 *
 * @param repository address or path; {@code off}; or null: GitHub's if the sources on the network
 *     are followed
 * @param cloneDirectory directory for the clones, which are a cache; null: beside what else is
 *     cached
 * @param releases for how many months the branches and channels of a release are followed
 */
@ConfigurationProperties("snowguard.nixpkgs")
public record LandingSettings(
    @Nullable String repository, @Nullable Path cloneDirectory, @DefaultValue("24") int releases) {

  private static final String OWN = "https://github.com/NixOS/nixpkgs.git";
  private static final String OFF = "off";

  /**
   * Null: the history is not read.
   *
   * @param isOnline whether the sources on the network are followed
   */
  public @Nullable String address(boolean isOnline) {
    if (repository == null || repository.isBlank()) {
      return isOnline ? OWN : null;
    }
    return repository.equals(OFF) ? null : repository;
  }

  /** Whether a branch is none of a release that is long over. */
  boolean isFollowed(BranchName branch, YearMonth now) {
    return branch.release().map(month -> !month.isBefore(now.minusMonths(releases))).orElse(true);
  }
}
