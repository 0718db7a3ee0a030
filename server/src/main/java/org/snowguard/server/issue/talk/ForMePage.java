package org.snowguard.server.issue.talk;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one is told about issues.
 *
 * @param unread how many of the items
 * @param said what one proposed or disputed, with what became of it; the newest first
 */
public record ForMePage(List<Item> items, long unread, List<Said> said) {

  public ForMePage {
    items = List.copyOf(items);
    said = List.copyOf(said);
  }

  /**
   * A proposal, or a verdict that was disputed.
   *
   * @param did {@code proposed} or {@code disputed}
   * @param path to what it is about, or null
   * @param state {@code open} until somebody answers
   * @param answer in the words of who did, or null
   */
  public record Said(
      String did,
      @Nullable String path,
      String label,
      String words,
      Instant at,
      String state,
      @Nullable String answer) {}

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
