package org.snowguard.core.issue;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why an issue is closed; spelled the same in every JSON. */
public enum CloseReason {
  FIXED,
  NOT_AFFECTED,
  WILL_NOT_FIX,
  DUPLICATE,
  WITHDRAWN;

  /** {@code will_not_fix}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** For people: {@code will not fix}. */
  public String label() {
    return text().replace('_', ' ');
  }

  public static Optional<CloseReason> of(String text) {
    return Arrays.stream(values()).filter(reason -> reason.text().equals(text)).findFirst();
  }
}
