package org.snowguard.core.statement;

import java.util.Locale;

/** What a statement says of a package, in the words of VEX (OpenVEX 0.2.0, "Status Labels"). */
public enum StatementStatus {
  NOT_AFFECTED,
  AFFECTED,
  FIXED,
  UNDER_INVESTIGATION;

  /** The spelling of every output: {@code not_affected}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
