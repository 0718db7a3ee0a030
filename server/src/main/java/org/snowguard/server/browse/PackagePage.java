package org.snowguard.server.browse;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.nixpkgs.Patch;
import org.snowguard.server.nixpkgs.PackageSpan;
import org.snowguard.server.nixpkgs.Project;

/**
 * An attribute of nixpkgs in every channel.
 *
 * @param project null when it stands in no channel any more
 * @param maintainers GitHub logins only
 * @param vulnerabilities a row a vulnerability, a column a channel
 * @param history every span, the newest of each channel first
 */
public record PackagePage(
    String attribute,
    @Nullable Project project,
    @Nullable String description,
    List<String> homepages,
    @Nullable String position,
    List<String> maintainers,
    List<Version> versions,
    FindingGrid vulnerabilities,
    List<PackageSpan> history) {

  /**
   * The package in a channel.
   *
   * @param patches null where they were not evaluated
   * @param knownVulnerabilities why nixpkgs calls it insecure
   */
  public record Version(
      String channel,
      boolean supported,
      String name,
      @Nullable String version,
      @Nullable List<Patch> patches,
      List<String> knownVulnerabilities) {}
}
