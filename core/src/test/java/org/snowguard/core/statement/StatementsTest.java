package org.snowguard.core.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowguard.core.issue.CloseReason;
import org.snowguard.core.statement.PersonsDecision.Closed;
import org.snowguard.core.statement.PersonsDecision.Dismissed;
import org.snowguard.core.statement.PersonsDecision.FixConfirmed;
import org.snowguard.core.statement.PersonsDecision.Judged;
import org.snowguard.core.triage.DismissReason;
import org.snowguard.core.verdict.Verdict;

class StatementsTest {

  private static final String DECISIONS =
      """
      # decision,  of,                             statement
      judged,      NOT_AFFECTED,                   not_affected: vulnerable_code_not_present
      judged,      PATCHED,                        fixed
      judged,      ACKNOWLEDGED,                   affected with an action
      judged,      AFFECTED,                       nothing
      judged,      UNKNOWN,                        nothing
      dismissed,   VERSION_NEVER_AFFECTED,         not_affected: vulnerable_code_not_present
      dismissed,   ALREADY_PATCHED,                fixed
      dismissed,   RISK_ACCEPTED,                  affected with an action
      dismissed,   DUPLICATE,                      the target's
      dismissed,   NOT_THE_SAME_SOFTWARE,          nothing
      dismissed,   ONLY_ANOTHER_PLATFORM,          nothing
      dismissed,   HOSTED_SERVICE_ONLY,            nothing
      dismissed,   NOT_IN_NIXPKGS,                 nothing
      dismissed,   REJECTED_OR_DISPUTED_UPSTREAM,  nothing
      dismissed,   OTHER,                          nothing
      closed,      FIXED,                          fixed
      closed,      NOT_AFFECTED,                   not_affected: vulnerable_code_not_present
      closed,      DUPLICATE,                      the target's
      closed,      WILL_NOT_FIX,                   nothing
      closed,      WITHDRAWN,                      nothing
      fix,         CONFIRMED,                      fixed
      """;

  @ParameterizedTest
  @CsvSource(textBlock = DECISIONS)
  void decisionBecomesStatement(String kind, String of, String statement) {
    assertThat(words(Statements.of(decision(kind, of)))).isEqualTo(statement);
  }

  @Test
  void everyDecisionStandsInTheTable() {
    Set<String> all = new HashSet<>();
    Arrays.stream(Verdict.values()).forEach(one -> all.add("judged " + one));
    Arrays.stream(DismissReason.values()).forEach(one -> all.add("dismissed " + one));
    Arrays.stream(CloseReason.values()).forEach(one -> all.add("closed " + one));
    all.add("fix CONFIRMED");
    List<String> rows =
        DECISIONS
            .lines()
            .filter(line -> !line.startsWith("#"))
            .map(line -> line.split(",\\s*"))
            .map(cells -> cells[0] + " " + cells[1])
            .toList();
    assertThat(rows).containsExactlyInAnyOrderElementsOf(all);
  }

  @ParameterizedTest
  @CsvSource({
    "AFFECTED, under_investigation",
    "UNKNOWN, under_investigation",
    "NOT_AFFECTED, nothing",
    "PATCHED, nothing",
    "ACKNOWLEDGED, nothing"
  })
  void machineSaysNoMoreThanThatSomebodyLooks(Verdict verdict, String statement) {
    assertThat(Statements.ofMachine(verdict).map(StatementsTest::words).orElse("nothing"))
        .isEqualTo(statement);
  }

  @ParameterizedTest
  @CsvSource({
    "AFFECTED, under_investigation",
    "UNKNOWN, under_investigation",
    "NOT_AFFECTED, not_affected: vulnerable_code_not_present",
    "PATCHED, fixed",
    "ACKNOWLEDGED, affected with an action"
  })
  void unreviewedFileSaysWhatTheMachineSays(Verdict verdict, String statement) {
    assertThat(words(Statements.unreviewed(verdict))).isEqualTo(statement);
  }

  @Test
  void statementsThatNoReaderOfVexTakesCannotBeMade() {
    assertThatThrownBy(() -> new Statement(StatementStatus.NOT_AFFECTED, null, null))
        .hasMessageContaining("justification");
    assertThatThrownBy(() -> new Statement(StatementStatus.AFFECTED, null, null))
        .hasMessageContaining("action");
  }

  private static PersonsDecision decision(String kind, String of) {
    return switch (kind) {
      case "judged" -> new Judged(Verdict.valueOf(of));
      case "dismissed" -> new Dismissed(DismissReason.valueOf(of));
      case "closed" -> new Closed(CloseReason.valueOf(of));
      default -> new FixConfirmed();
    };
  }

  private static String words(Consequence consequence) {
    return switch (consequence) {
      case Consequence.Says(Statement statement) -> words(statement);
      case Consequence.AsTheTarget() -> "the target's";
      case Consequence.Silence() -> "nothing";
    };
  }

  private static String words(Statement statement) {
    String more =
        statement.justification() != null
            ? ": " + statement.justification()
            : statement.action() != null ? " with an action" : "";
    return statement.status().text() + more;
  }
}
