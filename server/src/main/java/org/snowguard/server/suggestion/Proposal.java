package org.snowguard.server.suggestion;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody without the right to decide proposes. Who proposed is not public.
 *
 * @param kind {@code dismiss} or {@code add_package}
 * @param dismissReason of a dismissal: as {@link org.snowguard.core.triage.DismissReason#text}
 *     spells it
 * @param attribute of an added package
 * @param state {@code open}, {@code accepted}, {@code declined}, or {@code overtaken} by a decision
 */
public record Proposal(
    long id,
    long suggestionId,
    String label,
    long proposedBy,
    Instant proposedAt,
    String kind,
    @Nullable String dismissReason,
    @Nullable String attribute,
    @Nullable String note,
    String state,
    @Nullable Long closedBy,
    @Nullable Instant closedAt) {

  public boolean isOpen() {
    return state.equals("open");
  }

  /** {@code dismiss as "version never affected"}, {@code add python313Packages.requests}. */
  public String words() {
    return dismissReason != null
        ? "dismiss as \"" + OverlayText.reason(dismissReason).label() + "\""
        : "add " + attribute;
  }
}
