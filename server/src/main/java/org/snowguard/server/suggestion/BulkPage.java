package org.snowguard.server.suggestion;

import java.time.LocalDate;
import java.util.List;

/**
 * Asks before many suggestions are acted on.
 *
 * @param action {@code accept}, {@code dismiss}, {@code snooze}, {@code take}
 * @param selection cards as they were seen, each {@code id:revision}; empty for a whole filter
 * @param filter the filter as a query; empty for a selection
 * @param count how many will be acted on
 * @param examples the first of them
 */
public record BulkPage(
    String action,
    List<String> selection,
    String filter,
    long count,
    List<String> examples,
    List<CardForm.ReasonKey> reasons,
    LocalDate proposedReview,
    String back) {

  public BulkPage {
    selection = List.copyOf(selection);
    examples = List.copyOf(examples);
  }

  /** {@code accept into drafts}. */
  public String words() {
    return switch (action) {
      case "accept" -> "Accept";
      case "dismiss" -> "Dismiss";
      case "snooze" -> "Snooze";
      default -> "Take into the queue";
    };
  }
}
