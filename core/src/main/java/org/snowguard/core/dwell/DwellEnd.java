package org.snowguard.core.dwell;

import java.util.Locale;

/** How a wait stands. Only {@link #FIXED} is an end: the others are censored, and listed. */
public enum DwellEnd {
  FIXED("fixed"),
  OPEN("still open"),
  ACKNOWLEDGED("marked insecure"),
  ACCEPTED_RISK("risk accepted"),
  WILL_NOT_FIX("will not fix"),
  REMOVED("removed from the channel"),
  END_OF_LIFE("end of life of the channel"),
  /** Never was affected: no wait at all. */
  NOT_AFFECTED("not affected");

  private final String label;

  DwellEnd(String label) {
    this.label = label;
  }

  /** For people. */
  public String label() {
    return label;
  }

  /** The spelling of outputs. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
