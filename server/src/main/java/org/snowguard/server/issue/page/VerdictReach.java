package org.snowguard.server.issue.page;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.issue.content.IssueContent;
import org.snowguard.server.issue.content.IssueFinding;
import org.snowguard.server.issue.edit.IssueField.Judgement;

/**
 * Of which verdicts of an issue a judgement speaks, as they stand now.
 *
 * @param verdict the one to be given, or null: as the machine says
 * @param found those that follow it
 * @param closer those that do not, because a judgement of their own goes before it
 */
public record VerdictReach(
    IssueContent issue,
    Judgement field,
    @Nullable String verdict,
    String reason,
    List<IssueFinding> found,
    List<IssueFinding> closer) {

  /** How many are named one by one. */
  public static final int SHOWN = 50;

  public VerdictReach {
    found = List.copyOf(found);
    closer = List.copyOf(closer);
  }

  static VerdictReach of(
      IssueContent issue, Judgement field, @Nullable String verdict, String reason) {
    Map<Boolean, List<IssueFinding>> meant =
        issue.findings().stream()
            .filter(finding -> isMeant(field, finding))
            .collect(Collectors.partitioningBy(finding -> isCloser(finding.said(), field)));
    return new VerdictReach(
        issue,
        field,
        verdict,
        reason,
        meant.getOrDefault(false, List.of()),
        meant.getOrDefault(true, List.of()));
  }

  private static boolean isCloser(List<IssueFinding.Said> said, Judgement field) {
    int distance = IssueFinding.Said.distance(field.vulnerability(), field.channel());
    return !said.isEmpty() && said.getFirst().distance() < distance;
  }

  private static boolean isMeant(Judgement field, IssueFinding finding) {
    return finding.attribute().equals(field.attribute())
        && (field.vulnerability().isEmpty()
            || field.vulnerability().equals(finding.vulnerability()))
        && (field.channel().isEmpty() || field.channel().equals(finding.channel()));
  }

  /** Whether it speaks of more than the one that was looked at. */
  boolean isWide() {
    return found.size() > 1;
  }

  public int verdicts() {
    return found.size();
  }

  public long channels() {
    return found.stream().map(IssueFinding::channel).distinct().count();
  }

  /** How many are to say something else than they say now. */
  public long changed() {
    return found.stream().filter(finding -> !wanted(finding).equals(finding.verdict())).count();
  }

  private Verdict wanted(IssueFinding finding) {
    return verdict == null
        ? withoutThis(finding)
        : Verdict.valueOf(verdict.toUpperCase(Locale.ROOT));
  }

  /** A judgement that is taken back leaves the next wider one, or else the machine's. */
  private Verdict withoutThis(IssueFinding finding) {
    return finding.said().stream()
        .filter(
            said ->
                !said.vulnerability().equals(field.vulnerability())
                    || !said.channel().equals(field.channel()))
        .map(IssueFinding.Said::verdict)
        .findFirst()
        .orElse(finding.machine().verdict());
  }

  /** {@code 6 verdicts in 3 channels}. */
  public String words() {
    return counted(verdicts(), "verdict") + " in " + counted(channels(), "channel");
  }

  /** {@code 1 other verdict stays: a closer judgement goes before this one.} */
  public String closerWords() {
    int stay = closer.size();
    return "%s %s: a closer judgement goes before this one."
        .formatted(counted(stay, "other verdict"), stay == 1 ? "stays" : "stay");
  }

  /** What is told once it is saved. */
  String saved() {
    if (!closer.isEmpty()) {
      return "Saved: %s. %s".formatted(words(), closerWords());
    }
    return found.isEmpty()
        ? "Saved; it speaks of no package of the issue in such a channel yet."
        : "Saved: " + words() + ".";
  }

  private static String counted(long number, String word) {
    return "%,d %s%s".formatted(number, word, number == 1 ? "" : "s");
  }
}
