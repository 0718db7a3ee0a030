package org.snowguard.core.dwell;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** From when a wait is counted. */
public enum DwellStart {
  NOTIFIED("notified", "when we first knew: the record was first read here, or the issue made"),
  PUBLIC("public", "when the vulnerability's record was published"),
  UPSTREAM_FIX("upstream fix", "when a fixed version was known: named by a record, or proposed");

  private final String label;
  private final String meaning;

  DwellStart(String label, String meaning) {
    this.label = label;
    this.meaning = meaning;
  }

  /** For people. */
  public String label() {
    return label;
  }

  /** The definition, for people. */
  public String meaning() {
    return meaning;
  }

  /** The spelling of addresses and outputs: {@code upstream_fix}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<DwellStart> of(String text) {
    return Arrays.stream(values()).filter(start -> start.text().equals(text)).findFirst();
  }
}
