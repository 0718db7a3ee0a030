package org.snowguard.core.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.snowguard.core.explain.Explanation.BelowLimit;
import org.snowguard.core.explain.Explanation.Made;
import org.snowguard.core.explain.Explanation.NoKey;
import org.snowguard.core.explain.Explanation.Rejected;
import org.snowguard.core.explain.Explanation.SourcedVerdict;
import org.snowguard.core.match.Evidence;
import org.snowguard.core.verdict.Judgement;
import org.snowguard.core.verdict.PackageVerdict;
import org.snowguard.core.verdict.ReasonCode;

/** An explanation in about ten lines. */
public final class ExplanationText {
  private static final int SHOWN_FOR = 4;
  private static final int SHOWN_AGAINST = 3;
  private static final int SHOWN_ELSEWHERE = 3;
  private static final int LONGEST_SUMMARY = 120;

  private ExplanationText() {}

  /** What a line tells, so that it can be set off from the others. */
  public enum Kind {
    TITLE,
    ANSWER,
    FOR,
    AGAINST,
    VERDICT,
    NOTE
  }

  /** One line, without its end. */
  public record Line(Kind kind, String text) {}

  public static List<Line> lines(Explanation explanation) {
    List<Line> lines = new ArrayList<>();
    lines.add(new Line(Kind.TITLE, explanation.id() + ": " + shortened(explanation.says())));
    String asked =
        "Is it about %s (project %s)? ".formatted(explanation.attribute(), explanation.project());
    switch (explanation.link()) {
      case Made made -> {
        lines.add(
            new Line(
                Kind.ANSWER,
                "%s%s: probability %s, algorithm %d."
                    .formatted(
                        asked,
                        capitalised(made.tier().text()),
                        number(made.probability()),
                        explanation.algorithm())));
        addEvidence(lines, made.evidence(), made.against());
      }
      case BelowLimit below -> {
        lines.add(
            new Line(
                Kind.ANSWER,
                "%sNo: probability %s is below 0.1, algorithm %d."
                    .formatted(asked, number(below.probability()), explanation.algorithm())));
        addEvidence(lines, below.evidence(), below.against());
      }
      case NoKey() ->
          lines.add(
              new Line(
                  Kind.ANSWER,
                  asked
                      + "No: no name, identifier, repository or site in the record leads to this"
                      + " project."));
      case Rejected() ->
          lines.add(new Line(Kind.ANSWER, asked + "No: the record was rejected by its assigner."));
    }
    explanation.verdicts().forEach(verdict -> lines.add(new Line(Kind.VERDICT, text(verdict))));
    addElsewhere(lines, explanation);
    return List.copyOf(lines);
  }

  private static void addEvidence(
      List<Line> lines, List<Evidence> evidence, List<Evidence> against) {
    List<Evidence> reasons = against.stream().filter(EvidenceText::isReason).toList();
    evidence.stream().limit(SHOWN_FOR).forEach(one -> lines.add(new Line(Kind.FOR, text(one))));
    reasons.stream()
        .limit(SHOWN_AGAINST)
        .forEach(one -> lines.add(new Line(Kind.AGAINST, text(one))));
    int moreFor = Math.max(0, evidence.size() - SHOWN_FOR);
    int moreAgainst = Math.max(0, reasons.size() - SHOWN_AGAINST);
    if (moreFor + moreAgainst > 0) {
      lines.add(
          new Line(
              Kind.NOTE,
              "  and less weighty: %d for it, %d against".formatted(moreFor, moreAgainst)));
    }
  }

  private static String text(Evidence evidence) {
    String line =
        String.format(
            Locale.ROOT, "  %+.1f  %s", evidence.weight(), EvidenceText.sentence(evidence));
    return evidence.pointer().isEmpty() ? line : line + "  " + evidence.pointer();
  }

  private static String text(SourcedVerdict sourced) {
    PackageVerdict verdict = sourced.verdict();
    Judgement judgement = verdict.judgement();
    StringBuilder line = new StringBuilder();
    line.append(
        "%s has %s: %s, %s"
            .formatted(
                verdict.channel(),
                Objects.requireNonNullElse(verdict.version(), "no version"),
                judgement.verdict().text().replace('_', ' '),
                judgement.code() == ReasonCode.SOURCES_DISAGREE
                    ? "for sources disagree: " + judgement.text()
                    : judgement.text()));
    if (!sourced.source().isEmpty()) {
      line.append(". Said by ").append(sourced.source());
    }
    if (!judgement.pointer().isEmpty()) {
      line.append("  ").append(judgement.pointer());
    }
    return line.toString();
  }

  private static void addElsewhere(List<Line> lines, Explanation explanation) {
    if (explanation.elsewhere().isEmpty()) {
      return;
    }
    String shown =
        explanation.elsewhere().stream()
            .limit(SHOWN_ELSEWHERE)
            .map(
                other ->
                    "%s (%s %s)"
                        .formatted(
                            other.project(), other.tier().text(), number(other.probability())))
            .collect(Collectors.joining(", "));
    int more = explanation.elsewhere().size() - SHOWN_ELSEWHERE;
    lines.add(
        new Line(
            Kind.NOTE,
            "Also linked to " + shown + (more > 0 ? " and %d more".formatted(more) : "")));
  }

  private static String number(double probability) {
    return String.format(Locale.ROOT, "%.4f", probability);
  }

  private static String capitalised(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }

  private static String shortened(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ");
    return line.length() <= LONGEST_SUMMARY ? line : line.substring(0, LONGEST_SUMMARY) + "…";
  }
}
