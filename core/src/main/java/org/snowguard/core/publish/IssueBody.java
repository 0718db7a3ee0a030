package org.snowguard.core.publish;

import java.util.List;

/**
 * What is written to GitHub.
 *
 * @param title of the GitHub issue
 * @param pieces of its body
 * @param comments that follow because the body is full
 */
public record IssueBody(String title, List<Piece> pieces, List<String> comments) {
  public IssueBody {
    pieces = List.copyOf(pieces);
    comments = List.copyOf(comments);
  }

  /** Whether it does not fit into one body. */
  public boolean isSplit() {
    return !comments.isEmpty();
  }

  /** Length with the longest logins, in UTF-16 units: never less than GitHub counts. */
  public int length() {
    return pieces.stream()
        .mapToInt(
            piece ->
                switch (piece) {
                  case Piece.Words(String markdown) -> markdown.length();
                  case Piece.Person(long _, String name) ->
                      Math.max(GitHubLimits.LOGIN, name.length()) + 2;
                })
        .sum();
  }
}
