package org.snowguard.server.browse;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.nixpkgs.Patch;
import org.snowguard.server.browse.answer.InChannel;
import org.snowguard.server.nixpkgs.CarriedVersion;
import org.snowguard.server.nixpkgs.PackageHistory;
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
 * @param disputes what maintainers of this package say against its verdicts, by vulnerability
 * @param next the cursor of the following page, or null
 * @param history what every channel ever carried, with the newest steps of each
 * @param asked the version asked for, or null
 * @param standings in short how it stands in each channel
 * @param recordsRead false: that nothing affects it says nothing yet
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
    Map<String, List<Dispute>> disputes,
    @Nullable String next,
    PackageHistory.OfAttribute history,
    @Nullable AskedVersion asked,
    boolean recordsRead,
    List<InChannel> standings) {

  /** The picture of the history. */
  public VersionTimeline timeline() {
    return VersionTimeline.of(history.carried());
  }

  /** Channels of which the page shows the newest steps only. */
  public List<PackageHistory.StepCount> longHistories() {
    return history.stepCounts().stream()
        .filter(count -> count.total() > PackageHistory.NEWEST)
        .toList();
  }

  /**
   * A version with the channels that carried it.
   *
   * @param version as nixpkgs writes it, else as it was asked for
   * @param carried empty: none ever did under this attribute
   * @param elsewhere where relatives of the attribute carried it
   * @param stillThere whether some channel carries it now, under whichever of these attributes
   */
  public record AskedVersion(
      String version,
      List<CarriedVersion> carried,
      List<CarriedVersion> elsewhere,
      boolean stillThere) {

    static AskedVersion of(
        String attribute,
        String version,
        PackageHistory.OfAttribute history,
        PackageHistory histories) {
      List<CarriedVersion> carried =
          history.carried().stream().filter(one -> one.isAt(version)).toList();
      List<CarriedVersion> elsewhere = histories.elsewhere(List.of(attribute), version);
      return new AskedVersion(
          carried.isEmpty() ? version : carried.getFirst().label(),
          carried,
          elsewhere,
          Stream.of(carried, elsewhere).flatMap(List::stream).anyMatch(CarriedVersion::isThere));
    }

    /** Under whichever attribute, the one asked for first. */
    public List<CarriedVersion> all() {
      return Stream.of(carried, elsewhere).flatMap(List::stream).toList();
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
