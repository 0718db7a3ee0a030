package org.snowguard.server.suggestion;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.match.Evidence;
import org.snowguard.core.triage.Remediation;
import org.snowguard.server.vulnerability.Vulnerability;

/**
 * A suggestion with all that is decided by.
 *
 * @param since when the record was published, or first seen where it does not say
 * @param tier {@code likely}, {@code possible}, {@code weak}; null for a link made by hand
 * @param why one sentence: the strongest evidence
 * @param whyNot what speaks against it most, or null
 * @param removedAttributes packages that people took off the card
 * @param changedSince why it came back after a decision, or null
 * @param openedBy who else looks at it right now, or null
 * @param proposals open ones; their authors are not public
 * @param refutations open ones of maintainers
 */
public record QueueCard(
    long id,
    int revision,
    Standing state,
    Vulnerability vulnerability,
    String title,
    String severityWords,
    Instant since,
    long projectId,
    String project,
    @Nullable String variantOf,
    @Nullable String tier,
    @Nullable Double probability,
    boolean linkedByHand,
    List<ChannelLine> channels,
    String why,
    @Nullable String whyNot,
    List<Evidence> evidence,
    List<Evidence> against,
    List<String> attributes,
    List<String> removedAttributes,
    @Nullable CardDecision decision,
    @Nullable String changedSince,
    @Nullable String openedBy,
    List<Proposal> proposals,
    List<Refutation> refutations) {

  public QueueCard {
    channels = List.copyOf(channels);
    evidence = List.copyOf(evidence);
    against = List.copyOf(against);
    attributes = List.copyOf(attributes);
    removedAttributes = List.copyOf(removedAttributes);
    proposals = List.copyOf(proposals);
    refutations = List.copyOf(refutations);
  }

  /** Whether no person has confirmed it: pages say "automatic, not reviewed". */
  public boolean automatic() {
    boolean byPeople = state.isDecided() && state != Standing.RULED;
    return !byPeople && !linkedByHand;
  }

  /** Packages on it whose verdict no maintainer disputes. */
  List<String> undisputed() {
    return attributes.stream()
        .filter(attribute -> !removedAttributes.contains(attribute))
        .filter(
            attribute -> refutations.stream().noneMatch(open -> open.attribute().equals(attribute)))
        .toList();
  }

  public String publicId() {
    return vulnerability.publicId();
  }

  public Seen seen() {
    return new Seen(id, revision);
  }

  /**
   * A channel on a card.
   *
   * @param supported false: past its end of life, counted nowhere
   */
  public record ChannelLine(String channel, boolean supported, List<PackageLine> packages) {
    public ChannelLine {
      packages = List.copyOf(packages);
    }
  }

  /**
   * Packages of one version that are judged alike.
   *
   * @param version null when the packages have none
   * @param label {@code openssl 3.0.13 (openssl_3, openssl_legacy)}
   * @param verdict {@code affected}, {@code not_affected}, {@code patched}, {@code acknowledged},
   *     {@code unknown}
   * @param reason one line for people
   * @param patchesKnown whether a missing patch says anything
   * @param patchesNote what patches may still change, in words; empty if nothing
   * @param fixedVersion the version to go to, where the record names one
   * @param remediation proposed for affected packages, else null
   */
  public record PackageLine(
      @Nullable String version,
      List<String> attributes,
      String label,
      String verdict,
      String reasonCode,
      String reason,
      boolean patchesKnown,
      String patchesNote,
      @Nullable String fixedVersion,
      @Nullable Remediation remediation) {
    public PackageLine {
      attributes = List.copyOf(attributes);
    }

    /** The verdict in words: {@code not affected}. */
    public String verdictWords() {
      return verdict.replace('_', ' ');
    }
  }

  /**
   * What was decided last; it stands only in a decided state, else the card came back since.
   *
   * @param by the name of the person
   * @param reason of a dismissal, in words
   * @param rule number of the standing rule by which the person decided beforehand, or null
   */
  public record CardDecision(
      String by,
      Instant at,
      @Nullable String reason,
      @Nullable String note,
      @Nullable LocalDate snoozedUntil,
      @Nullable LocalDate reviewOn,
      @Nullable Long rule) {}
}
