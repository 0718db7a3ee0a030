package org.snowguard.core.landing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommitMessageTest {

  private static final String A = "a".repeat(40);
  private static final String B = "b".repeat(40);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          Merge pull request #12 from someone/topic   | 12
          Merge #13: curl: 8.1 -> 8.2                 | 13
          curl: 8.1 -> 8.2 (#14)                      | 14
          [Backport release-26.05] curl (#14) (#15)   | 15
          Revert "curl: 8.1 -> 8.2 (#14)"             | -
          Revert "curl: 8.1 -> 8.2 (#14)" (#16)       | 16
          curl: fix (see #17)                         | -
          Merge master into staging                   | -
          """)
  void pullRequestOfASubject(String subject, Integer number) {
    assertThat(CommitMessage.of(subject).pullRequest()).isEqualTo(number);
  }

  @Test
  void lastTrailerCounts() {
    String message =
        "curl: fix\n\n(cherry picked from commit %s)\n(cherry picked from commit %s)\n"
            .formatted(A, B);
    assertThat(CommitMessage.of(message).original()).isEqualTo(B);
  }

  @Test
  void longerHashIsNone() {
    assertThat(CommitMessage.of("x\n\n(cherry picked from commit %s0)".formatted(A)).original())
        .isNull();
  }

  @Test
  void revertNamesOneOrMoreAndNotTheBaseOfAMerge() {
    assertThat(
            CommitMessage.of(
                    "Revert\n\nThis reverts commit %s, reversing\nchanges made to %s.\n"
                        .formatted(A, B))
                .reverts())
        .containsExactly(A);
    assertThat(
            CommitMessage.of("Revert\n\nThis reverts commits %s and %s.".formatted(A, B)).reverts())
        .containsExactly(A, B);
    assertThat(CommitMessage.of("foo: 1 -> 2\n\nUnlike %s.".formatted(A)).reverts()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          This reverts commit 0123abc (curl: 8.1 -> 8.2, 2026-06-01). | 0123abc
          This reverts commit 0123abcdef01.                           | 0123abcdef01
          This reverts commits 0123abc, 4567def and 89abcde           | 0123abc 4567def 89abcde
          This reverts commit 0123ab                                  | -
          This reverts commit 0123abcg                                | -
          This reverts commit deadbeefs                               | -
          It reverts the commit 0123abc                               | -
          This partially reverts commit 0123abc.                      | -
          This partly reverts commits 0123abc and 4567def.            | -
          This reverts commit 0123abc partially.                      | -
          This reverts commit 0123abc, partly.                        | -
          This reverts commit 0123abc (partially).                    | -
          This reverts commits 0123abc and 4567def in part.           | -
          This reverts commit 0123abc except for the tests.           | -
          This reverts commit 0123abc, partially reverts commit 4567def | 0123abc
          This reverts commit 0123abc. Partially because it failed.   | 0123abc
          """)
  void revertMayNameCommitsInShort(String sentence, String reverted) {
    assertThat(String.join(" ", CommitMessage.of("Revert \"x\"\n\n" + sentence).reverts()))
        .isEqualTo(reverted == null ? "" : reverted);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      quoteCharacter = '`',
      textBlock =
          """
          Revert "curl: 8.1 -> 8.2"                     | 0123abc
          Partially revert "curl: 8.1 -> 8.2"           | -
          curl: partial revert of "curl: 8.1 -> 8.2"    | -
          curl: revert parts of the update              | -
          Revert "Partially revert "curl: 8.1 -> 8.2""  | 0123abc
          curl: revert the partial sums                 | 0123abc
          """)
  void subjectMaySayThatItIsAPart(String subject, String reverted) {
    assertThat(
            String.join(
                " ", CommitMessage.of(subject + "\n\nThis reverts commit 0123abc.").reverts()))
        .isEqualTo(reverted == null ? "" : reverted);
  }

  @Test
  void subjectIsPrintableAndBounded() {
    CommitMessage message = CommitMessage.of("\n\na\u0007b" + "c".repeat(1000) + "\nbody");
    assertThat(message.subject()).startsWith("a b").hasSize(301);
  }
}
