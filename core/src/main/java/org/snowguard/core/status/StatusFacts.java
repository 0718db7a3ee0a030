package org.snowguard.core.status;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.verdict.Verdict;

/**
 * All that a status depends on.
 *
 * @param verdict the one that holds, after what people judged otherwise
 * @param reasonCode of the machine's verdict: {@code in_affected_range}
 * @param reason of the verdict that holds, in words
 * @param byPerson whether a person judged otherwise than the machine
 * @param version of the package, or null
 * @param earlierAffected an earlier version that was affected in this channel, or null
 * @param takenUp whether people have taken the vulnerability up
 * @param decision what people decided on the whole of it
 * @param fixes that nobody refuted
 */
public record StatusFacts(
    Verdict verdict,
    String reasonCode,
    String reason,
    boolean byPerson,
    @Nullable String version,
    @Nullable String earlierAffected,
    boolean takenUp,
    Optional<StatusDecision> decision,
    List<FixProgress> fixes) {

  public StatusFacts {
    fixes = List.copyOf(fixes);
  }

  /** A verdict alone, which nobody has looked at. */
  public static StatusFacts of(
      Verdict verdict, String reasonCode, String reason, @Nullable String version) {
    return new StatusFacts(
        verdict, reasonCode, reason, false, version, null, false, Optional.empty(), List.of());
  }

  /** A verdict alone, of what people have taken up. */
  public static StatusFacts takenUp(
      Verdict verdict, String reasonCode, String reason, @Nullable String version) {
    return new StatusFacts(
        verdict, reasonCode, reason, false, version, null, true, Optional.empty(), List.of());
  }

  /** The same with a decision. */
  public StatusFacts with(Optional<StatusDecision> made) {
    return new StatusFacts(
        verdict, reasonCode, reason, byPerson, version, earlierAffected, takenUp, made, fixes);
  }
}
