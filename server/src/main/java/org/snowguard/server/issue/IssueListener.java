package org.snowguard.server.issue;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.issue.CloseReason;

/**
 * Told what happens to issues, within the transaction in which it does: what it throws undoes that.
 * Actors are numbers of accounts; null: it followed from an event.
 */
public interface IssueListener {

  default void published(long issueId, String publicId, long actor) {}

  /** Something in it is otherwise, in a draft too. */
  default void changed(long issueId, IssueChange change) {}

  default void closed(long issueId, CloseReason reason, @Nullable Long actor) {}

  default void reopened(long issueId, @Nullable Long actor) {}

  /**
   * A published issue speaks of some packages no more, or not as affected.
   *
   * @param attributes of the packages
   * @param why in words
   */
  default void noLongerApplies(
      long issueId, Set<String> attributes, String why, @Nullable Long actor) {}
}
