package org.snowguard.server.issue.talk;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is said about an issue, as one reader sees it.
 *
 * @param insider whether the reader sees what is not public
 * @param mayComment whether the reader may say something
 * @param signedIn whether the reader may watch
 */
public record TalkSection(
    long issueId,
    boolean isDraft,
    boolean insider,
    boolean mayComment,
    boolean signedIn,
    boolean watching,
    List<Line> comments) {

  public TalkSection {
    comments = List.copyOf(comments);
  }

  /**
   * A comment.
   *
   * @param author by name
   * @param body Markdown, not to be trusted; empty once deleted
   * @param own whether the reader wrote it
   */
  public record Line(
      long id,
      String author,
      Instant writtenAt,
      String body,
      boolean isPublic,
      int revision,
      @Nullable Instant editedAt,
      boolean deleted,
      boolean own) {}
}
