package org.snowguard.core.publish;

/** What GitHub refuses to go beyond. */
public final class GitHubLimits {

  /** "Body is too long (maximum is 65536 characters)": issues and comments alike. */
  public static final int BODY = 65_536;

  /** "Title is too long (maximum is 256 characters)". */
  public static final int TITLE = 256;

  static final int LOGIN = 39;

  /** Left free for the marker by which a delivery finds its own issue again. */
  static final int RESERVE = 1_024;

  private GitHubLimits() {}
}
