package org.snowguard.server.github;

/** What becomes of what is to leave for GitHub, when its turn comes. */
public enum PublishMode {
  /** Nothing is asked and nothing leaves: the text is kept as it would be, with plain names. */
  DRY_RUN("dry-run"),
  /** Everything is done but the writing: people are looked up, and the text is kept. */
  SHADOW("shadow"),
  /** Written, with every name in back-ticks: nobody is notified. */
  LIVE_NO_MENTIONS("live-no-mentions"),
  /** Written, with mentions. */
  LIVE("live");

  private final String word;

  PublishMode(String word) {
    this.word = word;
  }

  /** As the setting {@code snowguard.github.publish} spells it. */
  public String word() {
    return word;
  }

  public boolean isLive() {
    return switch (this) {
      case DRY_RUN, SHADOW -> false;
      case LIVE_NO_MENTIONS, LIVE -> true;
    };
  }
}
