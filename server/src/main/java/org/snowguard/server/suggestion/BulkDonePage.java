package org.snowguard.server.suggestion;

import java.util.List;

/**
 * What became of an action on many.
 *
 * @param events to take back the whole; empty when it was an undo itself
 */
public record BulkDonePage(
    String what, int done, List<BulkResult.Refusal> refused, List<Long> events, String back) {
  public BulkDonePage {
    refused = List.copyOf(refused);
    events = List.copyOf(events);
  }
}
