package org.snowguard.server.issue.rule;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.snowguard.core.rule.RuleOutcome;

/**
 * What a rule would do at once, and would have done over the last {@value #DAYS} days.
 *
 * @param now the project's cards that wait and that no person, proposal or rule has touched: what
 *     the rule takes of them it takes as soon as it is made, however old they are
 * @param since the first of those days
 * @param past the project's cards that were published since and came before people, as they were
 * @param fingerprint over the rule and every card that it speaks of
 */
public record DryRun(Part now, LocalDate since, Part past, String fingerprint) {

  static final int DAYS = 90;
  static final int SAMPLE = 20;

  /**
   * Cards that the rule was tried on.
   *
   * @param cards how many
   * @param taken of these, how many it takes
   * @param becameOfTaken how many of {@code taken} stand where now: of the past, what people
   *     decided about the same cards without the rule
   * @param left why the others are left, with how many
   * @param sample of those taken, the newest first
   */
  public record Part(
      int cards,
      int taken,
      Map<String, Integer> becameOfTaken,
      Map<RuleOutcome.Because, Integer> left,
      List<Line> sample) {

    public Part {
      sample = List.copyOf(sample);
    }

    /** How many it takes that the sample does not show. */
    public int more() {
      return taken - sample.size();
    }
  }

  /** A card that the rule takes. */
  public record Line(long suggestionId, String publicId, String title, String state) {}

  /** In one sentence, kept with the rule. */
  public String words() {
    String became =
        past.becameOfTaken().entrySet().stream()
            .map(entry -> entry.getValue() + " " + entry.getKey())
            .collect(Collectors.joining(", "));
    return "%d of %d cards that waited then; of %d published since %s it would have taken %d%s"
        .formatted(
            now.taken(),
            now.cards(),
            past.cards(),
            since,
            past.taken(),
            became.isEmpty() ? "" : " (" + became + ")");
  }
}
