package org.snowguard.server.github.outbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.github.PublishMode;

/**
 * Something that leaves for GitHub, and how far it has come.
 *
 * @param subject our stable key for it, such as {@code issue/12}
 * @param title of the GitHub issue that is opened, or null
 * @param number of the GitHub issue that is commented on or edited, or null
 */
public record Delivery(
    String subject,
    Kind kind,
    @Nullable String title,
    @Nullable Long number,
    Instant createdAt,
    State state) {

  /** What is done on GitHub. */
  public enum Kind {
    OPEN_ISSUE,
    COMMENT,
    EDIT_BODY,
    /** On an issue or pull request; never again once somebody took it away. */
    ADD_LABEL
  }

  /** How far it has come. */
  public sealed interface State {

    /**
     * Its turn comes by itself.
     *
     * @param before how many others go first
     */
    record Waiting(long before) implements State {}

    /**
     * It is on GitHub.
     *
     * @param number of the GitHub issue that it is, or stands on
     * @param url for people
     */
    record Delivered(long number, String url, Instant at) implements State {}

    /**
     * It does not leave, because of the mode that held when its turn came.
     *
     * @param text as it would have been written
     */
    record Withheld(PublishMode mode, String text) implements State {}

    /**
     * It does not leave at all, because people on GitHub decided otherwise.
     *
     * @param words what they did, for people
     */
    record LeftAlone(String words) implements State {}

    /**
     * It could not be delivered yet, and is tried again by itself.
     *
     * @param words why, for people
     */
    record Failing(String words, int attempts, Instant nextTry) implements State {}

    /**
     * GitHub refused it so often that only a person has it tried again.
     *
     * @param words why, for people
     */
    record GivenUp(String words, int attempts) implements State {}
  }
}
