package org.snowguard.server.publication.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.publication.PublicStatus;
import org.snowguard.server.vulnerability.Vulnerability;

/**
 * A vulnerability as programs read it. Texts are the record's, plain and not to be trusted.
 *
 * @param state published or rejected by its source
 * @param changedAt when its record, or what is known of its exploitation, last changed
 */
public record FlawForm(
    String id,
    String state,
    @Nullable String title,
    String description,
    @Nullable String assigner,
    @Nullable Instant publishedAt,
    @Nullable Instant updatedAt,
    Instant firstSeenAt,
    Instant changedAt,
    @Nullable String severity,
    @Nullable String cvssVersion,
    @Nullable String cvssVector,
    @Nullable Float cvssScore,
    @Nullable LocalDate knownExploitedSince,
    @Nullable String exploitation,
    @Nullable Float epss,
    List<String> products) {

  /**
   * All that is known of one.
   *
   * @param matched whether the matcher has looked at it in its present form
   * @param links software of nixpkgs that it may speak of; automatic unless reviewed
   * @param status how packages of public issues stand
   */
  public record Whole(
      FlawForm vulnerability,
      List<String> aliases,
      boolean matched,
      List<LinkForm> links,
      List<PublicStatus> status) {}

  /**
   * A link to software of nixpkgs.
   *
   * @param vulnerability its id
   * @param project slug
   * @param state of the suggestion; an accepted one shows when its issue is published
   * @param reviewed whether a person decided
   * @param dismissReason why it was dismissed, or null
   * @param tier null for a link made by hand
   */
  public record LinkForm(
      String vulnerability,
      String project,
      String state,
      boolean reviewed,
      @Nullable String dismissReason,
      @Nullable String tier,
      List<FindingForm> packages) {}

  /** What the machine says of a package in a channel. */
  public record FindingForm(
      String channel,
      boolean supported,
      String attribute,
      @Nullable String version,
      String verdict,
      String reasonCode,
      String reasonText,
      boolean patchesKnown) {}

  static FlawForm of(Vulnerability found, Instant changedAt) {
    return new FlawForm(
        found.publicId(),
        found.state(),
        found.title(),
        found.description(),
        found.assigner(),
        found.publishedAt(),
        found.updatedAt(),
        found.firstSeenAt(),
        changedAt,
        found.severity(),
        found.cvssVersion(),
        found.cvssVector(),
        found.cvssScore(),
        found.knownExploitedSince(),
        found.exploitation(),
        found.epss(),
        found.products());
  }
}
