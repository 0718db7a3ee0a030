package org.snowguard.server.issue.rule;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.snowguard.core.rule.RuleOutcome;

/**
 * What a rule would have done over the last {@value #DAYS} days, and would do at once.
 *
 * @param since the first of those days
 * @param cards how many of the project's cards were published since and came before people
 * @param taken of these, how many it would have taken
 * @param now what it takes from the queue as soon as it is made, however old
 * @param becameOfTaken how many of {@code taken} stand where now: what people decided about the
 *     same cards without the rule
 * @param left why the others are left, with how many
 * @param sample of those taken, the newest first
 * @param fingerprint over the rule and every card that it speaks of
 */
public record DryRun(
    LocalDate since,
    int cards,
    int taken,
    int now,
    Map<String, Integer> becameOfTaken,
    Map<RuleOutcome.Because, Integer> left,
    List<Line> sample,
    String fingerprint) {

  static final int DAYS = 90;
  static final int SAMPLE = 20;

  public DryRun {
    sample = List.copyOf(sample);
  }

  /** A card that the rule would have taken. */
  public record Line(long suggestionId, String publicId, String title, String state) {}

  /** In one sentence, kept with the rule. */
  public String words() {
    String became =
        becameOfTaken.entrySet().stream()
            .map(entry -> entry.getValue() + " " + entry.getKey())
            .collect(Collectors.joining(", "));
    return "%d of %d cards since %s%s; %d at once"
        .formatted(taken, cards, since, became.isEmpty() ? "" : " (" + became + ")", now);
  }
}
