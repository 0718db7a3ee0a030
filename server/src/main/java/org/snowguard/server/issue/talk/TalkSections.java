package org.snowguard.server.issue.talk;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.account.Accounts;
import org.snowguard.server.account.ActorNames;
import org.snowguard.server.web.CurrentAccount;

/** Puts together what a reader sees of what is said about an issue. */
final class TalkSections {

  private final IssueTalk talk;
  private final Accounts accounts;

  TalkSections(IssueTalk talk, Accounts accounts) {
    this.talk = talk;
    this.accounts = accounts;
  }

  TalkSection of(long issueId, boolean isDraft, @Nullable CurrentAccount reader) {
    List<Comment> comments = talk.of(issueId, reader);
    ActorNames names =
        accounts.names(comments.stream().map(Comment::author).collect(Collectors.toSet()));
    return new TalkSection(
        issueId,
        isDraft,
        reader != null && reader.isTriager(),
        reader != null && talk.mayComment(issueId, reader),
        reader != null,
        reader != null && talk.isWatching(issueId, reader),
        comments.stream().map(comment -> line(comment, names, reader)).toList());
  }

  private static TalkSection.Line line(
      Comment comment, ActorNames names, @Nullable CurrentAccount reader) {
    return new TalkSection.Line(
        comment.id(),
        names.of(comment.author()),
        comment.writtenAt(),
        comment.body(),
        comment.isPublic(),
        comment.revision(),
        comment.editedAt(),
        comment.isDeleted(),
        reader != null && reader.number() == comment.author());
  }
}
