package org.snowguard.server.suggestion;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.triage.DismissReason;

/**
 * A card with what its forms need.
 *
 * @param drafts open drafts of the same project that it may go into
 * @param refutable packages that the reader maintains and whose verdict nobody disputes yet
 * @param back the address that an action returns to
 * @param next the card that follows on the page, or null
 */
public record CardForm(
    QueueCard card,
    List<Drafts.Draft> drafts,
    List<String> refutable,
    String back,
    @Nullable Long next,
    LocalDate today) {

  /** A reason with the key that chooses it. */
  public record ReasonKey(
      String key, String value, String label, boolean needsNote, boolean needsReviewDate) {}

  static final List<ReasonKey> REASONS = reasonKeys();

  public CardForm {
    drafts = List.copyOf(drafts);
    refutable = List.copyOf(refutable);
  }

  private static List<ReasonKey> reasonKeys() {
    List<ReasonKey> keys = new ArrayList<>();
    for (DismissReason reason : DismissReason.values()) {
      keys.add(
          new ReasonKey(
              key(keys.size()),
              reason.text(),
              reason.label(),
              reason.needsNote(),
              reason.needsReviewDate()));
    }
    return List.copyOf(keys);
  }

  /** The digit that chooses the n-th of some choices; empty behind the tenth. */
  public static String key(int position) {
    return position < 10 ? String.valueOf((position + 1) % 10) : "";
  }

  public List<ReasonKey> reasons() {
    return REASONS;
  }

  public LocalDate proposedReview() {
    return DismissReason.RISK_ACCEPTED.proposedReviewDate(today).orElse(today);
  }

  /** Where the browser goes after an action: the card that follows, else this one's place. */
  public String backToNext() {
    return back + "#card-" + (next == null ? card.id() : next);
  }

  public String backToCard() {
    return back + "#card-" + card.id();
  }

  /** Packages that can still be taken off. */
  public List<String> standing() {
    return card.attributes().stream()
        .filter(attribute -> !card.removedAttributes().contains(attribute))
        .toList();
  }

  /** Whether anything can be decided; what is accepted belongs to its draft. */
  public boolean isActable() {
    return switch (card.state()) {
      case PENDING, SETTLED, BACKLOG, WEAK, DISMISSED, SNOOZED, RULED -> true;
      case ACCEPTED, WITHDRAWN -> false;
    };
  }

  /** Whether nothing is left to find out before it is published: the key {@code p} is offered. */
  public boolean isPublishable() {
    List<QueueCard.PackageLine> shipped =
        card.channels().stream()
            .filter(QueueCard.ChannelLine::supported)
            .flatMap(channel -> channel.packages().stream())
            .toList();
    return isActable()
        && "likely".equals(card.tier())
        && shipped.stream().anyMatch(line -> line.verdict().equals("affected"))
        && shipped.stream().noneMatch(line -> line.verdict().equals("unknown"));
  }

  public boolean isInBacklog() {
    return card.state() == Standing.BACKLOG;
  }
}
