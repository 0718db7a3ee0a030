package org.snowguard.server.matching;

import java.time.Instant;
import java.util.List;
import org.snowguard.core.match.LearnedAlias;

/**
 * What people's decisions say of a name, as it is in use.
 *
 * @param label the name for people: {@code JetBrains · Hub}
 * @param people how many different persons have said so
 * @param folded how many records it put into the weak tier in the last 90 days; 0 for an alias
 * @param votes the decisions that say so, the newest first
 */
public record StandingLesson(
    String label, LearnedAlias.Kind kind, int people, long folded, List<Vote> votes) {

  public StandingLesson {
    votes = List.copyOf(votes);
  }

  /** Whether it says that the name is this project. */
  public boolean isSame() {
    return kind == LearnedAlias.Kind.ALIAS;
  }

  /**
   * One decision.
   *
   * @param id what it is revoked by
   * @param by number of the account
   * @param record public id of the vulnerability that it was made on
   * @param decision how it stands: {@code dismissed}, {@code accepted}
   */
  public record Vote(long id, long by, Instant at, String record, String decision) {}
}
