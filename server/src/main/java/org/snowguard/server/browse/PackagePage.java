package org.snowguard.server.browse;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.nixpkgs.Patch;
import org.snowguard.server.nixpkgs.CarriedVersion;
import org.snowguard.server.nixpkgs.PackageHistory;
import org.snowguard.server.nixpkgs.PackageStep;
import org.snowguard.server.nixpkgs.Project;
import org.snowguard.server.vulnerability.Vulnerability;

/**
 * An attribute of nixpkgs in every channel.
 *
 * @param project null when it stands in no channel any more
 * @param maintainers GitHub logins only
 * @param verdict which links are listed: those whose worst verdict in a supported channel this is
 * @param verdicts how many links there are at each verdict
 * @param vulnerabilities a row a vulnerability, a column a channel
 * @param listed the vulnerabilities of the rows
 * @param next the cursor of the following page, or null
 * @param history what every channel ever carried
 * @param asked the version asked for, or null
 */
public record PackagePage(
    String attribute,
    @Nullable Project project,
    @Nullable String description,
    List<String> homepages,
    @Nullable String position,
    List<String> maintainers,
    List<Version> versions,
    String verdict,
    List<VerdictCount> verdicts,
    FindingGrid vulnerabilities,
    Map<String, Vulnerability> listed,
    @Nullable String next,
    PackageHistory.OfAttribute history,
    @Nullable AskedVersion asked) {

  /** How many steps a page shows. */
  private static final int SHOWN = 200;

  /** The picture of the history. */
  public VersionTimeline timeline() {
    return VersionTimeline.of(history.carried());
  }

  /** The newest steps of each channel; the page of a package that changes daily stays readable. */
  public List<PackageStep> shownSteps() {
    return history.steps().stream().limit(SHOWN).toList();
  }

  /**
   * A version with the channels that carried it.
   *
   * @param carried empty: none ever did
   * @param stillThere whether some channel carries it now
   */
  public record AskedVersion(String version, List<CarriedVersion> carried, boolean stillThere) {
    static AskedVersion of(String version, PackageHistory.OfAttribute history) {
      List<CarriedVersion> carried =
          history.carried().stream().filter(one -> one.label().equals(version)).toList();
      return new AskedVersion(version, carried, carried.stream().anyMatch(CarriedVersion::isThere));
    }
  }

  /** How many links have this as their worst verdict. */
  public record VerdictCount(String verdict, long count) {}

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
