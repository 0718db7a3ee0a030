package org.snowguard.server.issue;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An edit of an issue.
 *
 * @param revision of the issue after it
 * @param actor number of the account, or null: it followed from an event
 */
public record IssueChange(int revision, @Nullable Long actor, List<FieldChange> fields) {

  public IssueChange {
    fields = List.copyOf(fields);
  }

  /**
   * One field, before and after; null where it had or has no value of its own.
   *
   * @param field for example {@code title}, {@code priority}, {@code package:openssl_3}
   */
  public record FieldChange(String field, @Nullable String before, @Nullable String after) {}
}
