package org.snowguard.server.remediation.status;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a person should look at; it never changes a status by itself. */
public enum StatusFlag {
  /** A fix that nobody confirmed has reached the channel, and the verdict is still open. */
  CLOSING_PROPOSED("Closing proposed"),
  /** A supported release waits for a backport. */
  BACKPORT_NEEDED("Backport needed"),
  /** The version moved since a person judged. */
  STALE("Judged at another version");

  private final String label;

  StatusFlag(String label) {
    this.label = label;
  }

  /** For people. */
  public String label() {
    return label;
  }

  /** The spelling of addresses and outputs: {@code closing_proposed}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<StatusFlag> of(String text) {
    return Arrays.stream(values()).filter(flag -> flag.text().equals(text)).findFirst();
  }
}
