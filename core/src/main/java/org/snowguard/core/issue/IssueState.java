package org.snowguard.core.issue;

import java.util.Locale;

/** Where an issue stands; spelled the same in every JSON. */
public enum IssueState {
  /** Seen by triagers alone. */
  DRAFT,
  PUBLISHED,
  CLOSED;

  /** {@code draft}, {@code published}, {@code closed}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static IssueState parse(String text) {
    for (IssueState state : values()) {
      if (state.text().equals(text)) {
        return state;
      }
    }
    throw new IllegalArgumentException(
        "reading the state of an issue: \"" + text + "\" is none; use draft, published or closed");
  }
}
