package org.snowguard.server.suggestion;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What is done to each of many suggestions. */
public sealed interface BulkAction {

  /** Accepts each into a draft of its own, or into the one that this bulk made for its project. */
  record Accept() implements BulkAction {}

  record Dismiss(Dismissal dismissal) implements BulkAction {}

  record Snooze(@Nullable LocalDate until) implements BulkAction {}

  record TakeFromBacklog() implements BulkAction {}
}
