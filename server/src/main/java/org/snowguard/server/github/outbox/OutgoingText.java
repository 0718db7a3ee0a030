package org.snowguard.server.github.outbox;

import java.util.List;

/**
 * Text with people in it, who are looked up only when it is delivered: logins change hands.
 *
 * @param parts put together without anything between them
 */
public record OutgoingText(List<Part> parts) {

  /** The longest login that GitHub gives. */
  private static final int LONGEST_LOGIN = 39;

  /** An at sign, or two back-ticks. */
  private static final int AROUND_NAME = 2;

  public OutgoingText {
    parts = List.copyOf(parts);
  }

  public static OutgoingText of(String markdown) {
    return new OutgoingText(List.of(new Part.Words(markdown)));
  }

  /** A part of the text. */
  public sealed interface Part {

    /**
     * Markdown that is written as it stands: whoever makes it has neutralised what others wrote.
     */
    record Words(String markdown) implements Part {}

    /**
     * A person, mentioned where that is allowed.
     *
     * @param name written, without notifying anybody, where GitHub knows nobody of this number
     */
    record Person(long gitHubId, String name) implements Part {}
  }

  /** How many characters it has at most once people are looked up. */
  public int longest() {
    return parts.stream()
        .mapToInt(
            part ->
                switch (part) {
                  case Part.Words(String markdown) -> markdown.length();
                  case Part.Person(long _, String name) ->
                      Math.max(LONGEST_LOGIN, name.length()) + AROUND_NAME;
                })
        .sum();
  }
}
