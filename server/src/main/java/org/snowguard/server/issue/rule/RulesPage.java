package org.snowguard.server.issue.rule;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All rules, those that hold first. */
public record RulesPage(List<Item> items) {

  public RulesPage {
    items = List.copyOf(items);
  }

  /**
   * A rule for reading.
   *
   * @param does {@code settle when the channel reaches the fixed version}
   * @param condition in words
   * @param author by name
   * @param taken how many cards it took so far
   * @param kept how many of them stand as it left them
   * @param undone how many people took back
   */
  public record Item(
      long id,
      String project,
      String action,
      String does,
      String condition,
      @Nullable Integer waitDays,
      String reason,
      String author,
      Instant madeAt,
      LocalDate expiresOn,
      String dryRun,
      long taken,
      long kept,
      long undone,
      @Nullable Instant endedAt,
      @Nullable String endedBy,
      @Nullable String endReason) {}
}
