package org.snowguard.core.issue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowguard.core.issue.IssueLife.Mover;
import org.snowguard.core.issue.IssueLife.Outcome;

class IssueLifeTest {

  /** Every move from every state, by people and by machines. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          draft     | publish            | published | refused
          draft     | close fixed        | refused   | refused
          draft     | reopen             | refused   | refused
          published | publish            | refused   | refused
          published | close fixed        | closed    | closed
          published | close not_affected | closed    | closed
          published | close will_not_fix | closed    | refused
          published | close duplicate    | closed    | refused
          published | close withdrawn    | closed    | refused
          published | reopen             | refused   | refused
          closed    | publish            | refused   | refused
          closed    | close fixed        | refused   | refused
          closed    | reopen             | published | published
          """)
  void moves(String from, String move, String byPeople, String byMachines) {
    assertThat(outcome(from, move, Mover.PERSON)).isEqualTo(byPeople);
    assertThat(outcome(from, move, Mover.MACHINE)).isEqualTo(byMachines);
  }

  private static String outcome(String from, String move, Mover mover) {
    return switch (IssueLife.move(IssueState.parse(from), move(move), mover)) {
      case Outcome.Moved(IssueState to) -> to.text();
      case Outcome.Refused(String because) -> because.isBlank() ? "no reason" : "refused";
    };
  }

  private static IssueMove move(String words) {
    return switch (words) {
      case "publish" -> new IssueMove.Publish();
      case "reopen" -> new IssueMove.Reopen();
      default ->
          new IssueMove.Close(
              CloseReason.of(words.substring(words.indexOf(' ') + 1)).orElseThrow());
    };
  }
}
