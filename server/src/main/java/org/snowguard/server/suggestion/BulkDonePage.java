package org.snowguard.server.suggestion;

import java.util.List;
import java.util.Objects;

/**
 * What became of an action on many.
 *
 * @param events to take back the whole; empty when it was an undo itself
 * @param drafts that acceptances went into, each once
 */
public record BulkDonePage(
    String what,
    int done,
    List<BulkResult.Refusal> refused,
    List<Long> events,
    List<Drafts.Draft> drafts,
    String back) {
  public BulkDonePage {
    refused = List.copyOf(refused);
    events = List.copyOf(events);
    drafts = List.copyOf(drafts);
  }

  /** The last word on each draft: its title follows what it holds. */
  static List<Drafts.Draft> drafts(BulkResult result) {
    return result.done().reversed().stream()
        .map(Acted::draft)
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull)
        .collect(
            java.util.stream.Collectors.toMap(
                Drafts.Draft::issueId,
                draft -> draft,
                (last, before) -> last,
                java.util.LinkedHashMap::new))
        .values()
        .stream()
        .toList();
  }
}
