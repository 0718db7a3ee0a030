package org.snowguard.server.remediation.backport;

/** How far a backport has come. */
public enum BackportState {
  /** The action could not apply it: somebody has to. */
  FAILED("failed"),
  /** Nobody has asked for it. */
  WANTED("wanted"),
  /** The fix itself is open; the label may be set already. */
  EARLY("fix still open"),
  /** The label is set, and the action has not answered yet. */
  LABELLED("label set"),
  /** It is open. */
  OPEN("open"),
  /** Merged into the release's staging branch. */
  STAGED("in staging");

  private final String label;

  BackportState(String label) {
    this.label = label;
  }

  /** For people. */
  public String label() {
    return label;
  }
}
