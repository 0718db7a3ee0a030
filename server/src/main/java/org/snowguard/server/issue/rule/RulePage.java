package org.snowguard.server.issue.rule;

import java.time.Instant;
import org.snowguard.server.web.Page;

/** One rule with the cards that it took, the newest first. */
public record RulePage(RulesPage.Item rule, Page<RulePage.Card> cards) {

  /**
   * A card that a rule took.
   *
   * @param eventId what to undo
   * @param state where it stands now
   */
  public record Card(
      long suggestionId,
      long eventId,
      Instant appliedAt,
      String publicId,
      String project,
      String state,
      boolean undone) {}
}
