package org.snowguard.server.suggestion;

import java.util.List;

/** What became of each item of a bulk action. */
public record BulkResult(List<Acted> done, List<Refusal> refused) {
  public BulkResult {
    done = List.copyOf(done);
    refused = List.copyOf(refused);
  }

  /**
   * An item that was left alone.
   *
   * @param why for people: who did what when
   */
  public record Refusal(long suggestionId, String why) {}

  /** The events to take back when the whole is undone, the newest first. */
  public List<Long> eventIds() {
    return done.stream().map(Acted::eventId).toList().reversed();
  }
}
