package org.snowguard.core.verdict;

/** Whether a package is affected; spelled the same in every JSON. */
public enum Verdict {
  AFFECTED,
  NOT_AFFECTED,
  /** A patch in nixpkgs names the vulnerability. */
  PATCHED,
  /** {@code meta.knownVulnerabilities} names the vulnerability. */
  ACKNOWLEDGED,
  UNKNOWN;

  /**
   * {@code affected}, {@code not_affected}, {@code patched}, {@code acknowledged}, {@code unknown}.
   */
  public String text() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** Whether a person has to look: {@code affected} and {@code unknown}. */
  public boolean isOpen() {
    return this == AFFECTED || this == UNKNOWN;
  }
}
