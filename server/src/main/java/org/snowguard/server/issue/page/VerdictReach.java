package org.snowguard.server.issue.page;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.issue.content.IssueContent;
import org.snowguard.server.issue.content.IssueFinding;
import org.snowguard.server.issue.edit.IssueField.Judgement;

/**
 * Of which verdicts of an issue a judgement speaks, as they stand now.
 *
 * @param verdict the one to be given, or null: as the machine says
 */
public record VerdictReach(
    IssueContent issue,
    Judgement field,
    @Nullable String verdict,
    String reason,
    List<IssueFinding> found) {

  /** How many are named one by one. */
  public static final int SHOWN = 50;

  public VerdictReach {
    found = List.copyOf(found);
  }

  static VerdictReach of(
      IssueContent issue, Judgement field, @Nullable String verdict, String reason) {
    return new VerdictReach(
        issue,
        field,
        verdict,
        reason,
        issue.findings().stream().filter(finding -> isMeant(field, finding)).toList());
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
        ? finding.machine().verdict()
        : Verdict.valueOf(verdict.toUpperCase(java.util.Locale.ROOT));
  }

  /** {@code 6 verdicts in 3 channels}. */
  public String words() {
    return counted(verdicts(), "verdict") + " in " + counted(channels(), "channel");
  }

  private static String counted(long number, String word) {
    return "%,d %s%s".formatted(number, word, number == 1 ? "" : "s");
  }
}
