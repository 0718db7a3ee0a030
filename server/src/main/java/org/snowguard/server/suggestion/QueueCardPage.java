package org.snowguard.server.suggestion;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.match.Evidence;

/**
 * A suggestion as JSON. Who has it open and who proposed something are not told to the public, who
 * decided is.
 *
 * @param automatic whether no person has confirmed it
 */
public record QueueCardPage(
    long id,
    int revision,
    String vulnerability,
    String title,
    String project,
    @Nullable String variantOf,
    String state,
    boolean automatic,
    @Nullable String tier,
    @Nullable Double probability,
    @Nullable Float score,
    @Nullable String severity,
    @Nullable String vector,
    @Nullable LocalDate knownExploitedSince,
    @Nullable Float epss,
    Instant since,
    List<QueueCard.ChannelLine> channels,
    String why,
    @Nullable String whyNot,
    List<Evidence> evidence,
    List<Evidence> against,
    List<String> attributes,
    List<String> removedAttributes,
    QueueCard.@Nullable CardDecision decision,
    @Nullable String changedSince,
    @Nullable String openedBy,
    List<ProposalLine> proposals,
    List<DisputeLine> disputed) {

  /** What somebody proposes. */
  public record ProposalLine(long id, Instant proposedAt, String what, @Nullable String note) {}

  /** What a maintainer of a package says against its verdict. */
  public record DisputeLine(long id, Instant madeAt, String attribute, String claim, String note) {}

  static QueueCardPage of(QueueCard card, boolean insider) {
    return new QueueCardPage(
        card.id(),
        card.revision(),
        card.publicId(),
        card.title(),
        card.project(),
        card.variantOf(),
        card.state().text(),
        card.automatic(),
        card.tier(),
        card.probability(),
        card.vulnerability().cvssScore(),
        card.vulnerability().severity(),
        card.vulnerability().cvssVector(),
        card.vulnerability().knownExploitedSince(),
        card.vulnerability().epss(),
        card.since(),
        card.channels(),
        card.why(),
        card.whyNot(),
        card.evidence(),
        card.against(),
        card.attributes(),
        card.removedAttributes(),
        card.decision(),
        card.changedSince(),
        insider ? card.openedBy() : null,
        card.proposals().stream()
            .map(
                proposal ->
                    new ProposalLine(
                        proposal.id(), proposal.proposedAt(), proposal.words(), proposal.note()))
            .toList(),
        card.refutations().stream()
            .map(
                open ->
                    new DisputeLine(
                        open.id(), open.madeAt(), open.attribute(), open.claim(), open.note()))
            .toList());
  }
}
