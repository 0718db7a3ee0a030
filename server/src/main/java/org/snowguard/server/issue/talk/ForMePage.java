package org.snowguard.server.issue.talk;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one is told about issues.
 *
 * @param unread how many of the items
 */
public record ForMePage(List<Item> items, long unread) {

  public ForMePage {
    items = List.copyOf(items);
  }

  /**
   * One issue and one reason to be told.
   *
   * @param issue its public id, or its number
   * @param actor by name, or null: the machine
   */
  public record Item(
      long issueId,
      String issue,
      String title,
      String state,
      String why,
      String words,
      @Nullable String actor,
      Instant at,
      int times,
      boolean unread) {}
}
