package org.snowguard.server.issue.publish;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.github.GitHubIssue;
import org.snowguard.server.github.outbox.Delivery;
import org.snowguard.server.github.outbox.OutboxPage;

/**
 * What the page of an issue says of its GitHub issue.
 *
 * @param draft it may be published
 * @param state {@code none}, {@code waiting}, {@code failing}, {@code withheld}, {@code given-up},
 *     {@code delivered}, {@code attached}
 * @param words what is to be known of that state; null for readers who have no part in it
 * @param text as it would have been written; null as above
 * @param givenUp of what was to be written for it, what GitHub refused; none for readers who have
 *     no part in it
 * @param seen as it was last seen on GitHub, or null
 */
public record GitHubPart(
    long issueId,
    boolean draft,
    String state,
    @Nullable Long number,
    @Nullable String url,
    @Nullable String words,
    @Nullable String text,
    @Nullable Instant at,
    List<GivenUp> givenUp,
    @Nullable Seen seen) {

  public GitHubPart {
    givenUp = List.copyOf(givenUp);
  }

  /**
   * What only a person has tried again.
   *
   * @param subject by which it is
   * @param what it is, for people
   * @param words why
   */
  public record GivenUp(String subject, String what, String words) {}

  GitHubPart withGivenUp(List<Delivery> deliveries) {
    List<GivenUp> refused =
        deliveries.stream()
            .flatMap(
                delivery ->
                    delivery.state() instanceof Delivery.State.GivenUp state
                        ? Stream.of(
                            new GivenUp(
                                delivery.subject(), OutboxPage.what(delivery), state.words()))
                        : Stream.empty())
            .toList();
    return new GitHubPart(issueId, draft, state, number, url, words, text, at, refused, seen);
  }

  /** The GitHub issue or pull request. */
  public record Seen(
      String title,
      boolean pullRequest,
      String state,
      @Nullable String stateReason,
      List<String> labels,
      int comments) {
    public Seen {
      labels = List.copyOf(labels);
    }
  }

  static GitHubPart draft(long issueId) {
    return new GitHubPart(issueId, true, "none", null, null, null, null, null, List.of(), null);
  }

  static GitHubPart standing(GitHubSide side, @Nullable GitHubIssue seen) {
    return new GitHubPart(
        side.issueId(),
        false,
        side.attached() ? "attached" : "delivered",
        side.number(),
        side.url(),
        null,
        null,
        null,
        List.of(),
        seen == null
            ? null
            : new Seen(
                seen.title(),
                seen.pullRequest(),
                seen.state(),
                seen.stateReason(),
                seen.labels(),
                seen.comments()));
  }

  private static String first(long others) {
    return others == 1 ? "One other goes to GitHub first" : others + " others go to GitHub first";
  }

  /** Not on GitHub yet; only those who work here read why. */
  static GitHubPart pending(long issueId, Delivery delivery, boolean insider) {
    return switch (delivery.state()) {
      case Delivery.State.Waiting(long before) ->
          pending(issueId, "waiting", before == 0 ? null : first(before), null, null);
      case Delivery.State.Failing(String words, int attempts, Instant next) ->
          pending(
              issueId,
              "failing",
              insider ? words + " (" + attempts + " attempts)" : null,
              null,
              next);
      case Delivery.State.GivenUp given -> pending(issueId, "given-up", null, null, null);
      case Delivery.State.Withheld(var mode, String text) ->
          pending(issueId, "withheld", insider ? mode.word() : null, insider ? text : null, null);
      case Delivery.State.LeftAlone left -> pending(issueId, "withheld", null, null, null);
      case Delivery.State.Delivered(long number, String url, Instant at) ->
          new GitHubPart(issueId, false, "delivered", number, url, null, null, at, List.of(), null);
    };
  }

  private static GitHubPart pending(
      long issueId,
      String state,
      @Nullable String words,
      @Nullable String text,
      @Nullable Instant at) {
    return new GitHubPart(issueId, false, state, null, null, words, text, at, List.of(), null);
  }
}
