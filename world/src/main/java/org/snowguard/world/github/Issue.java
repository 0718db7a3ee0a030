package org.snowguard.world.github;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An issue or pull request at a moment.
 *
 * @param stateReason completed, not_planned, duplicate or reopened, or null
 * @param pull what a pull request has more, or null
 */
public record Issue(
    long id,
    int number,
    String title,
    String body,
    boolean isOpen,
    @Nullable String stateReason,
    long author,
    List<String> labels,
    int comments,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant closedAt,
    long closedBy,
    @Nullable Pull pull) {

  /**
   * What a pull request has more.
   *
   * @param base the branch that it is for
   * @param mergedAt null until it is merged
   * @param mergeCommit null until it is merged
   */
  public record Pull(
      String head, String base, @Nullable Instant mergedAt, @Nullable String mergeCommit) {}

  /** As GitHub writes it. */
  public String state() {
    return isOpen ? "open" : "closed";
  }

  Issue words(String newTitle, String newBody, Instant at) {
    return new Issue(
        id,
        number,
        newTitle,
        newBody,
        isOpen,
        stateReason,
        author,
        labels,
        comments,
        createdAt,
        at,
        closedAt,
        closedBy,
        pull);
  }

  Issue closed(String reason, long actor, Instant at) {
    return new Issue(
        id, number, title, body, false, reason, author, labels, comments, createdAt, at, at, actor,
        pull);
  }

  Issue reopened(Instant at) {
    return new Issue(
        id,
        number,
        title,
        body,
        true,
        "reopened",
        author,
        labels,
        comments,
        createdAt,
        at,
        null,
        0,
        pull);
  }

  Issue labelled(Set<String> all, Instant at) {
    return new Issue(
        id,
        number,
        title,
        body,
        isOpen,
        stateReason,
        author,
        List.copyOf(all),
        comments,
        createdAt,
        at,
        closedAt,
        closedBy,
        pull);
  }

  Issue commented(int count, Instant at) {
    return new Issue(
        id,
        number,
        title,
        body,
        isOpen,
        stateReason,
        author,
        labels,
        count,
        createdAt,
        at,
        closedAt,
        closedBy,
        pull);
  }

  Issue merged(String commit, Instant at) {
    Pull was = java.util.Objects.requireNonNull(pull);
    return new Issue(
        id,
        number,
        title,
        body,
        isOpen,
        stateReason,
        author,
        labels,
        comments,
        createdAt,
        at,
        closedAt,
        closedBy,
        new Pull(was.head(), was.base(), at, commit));
  }
}
