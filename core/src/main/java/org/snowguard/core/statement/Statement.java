package org.snowguard.core.statement;

import org.jspecify.annotations.Nullable;

/**
 * One statement about one vulnerability of one package.
 *
 * @param justification why it is not affected, in the words of VEX; null for every other status
 * @param action what users can do; given where it is affected, as VEX demands, else null
 */
public record Statement(
    StatementStatus status, @Nullable String justification, @Nullable String action) {

  private static final String CODE_NOT_PRESENT = "vulnerable_code_not_present";

  public Statement {
    if ((status == StatementStatus.NOT_AFFECTED) != (justification != null)) {
      throw new IllegalArgumentException(
          "stating %s: exactly not_affected has a justification".formatted(status.text()));
    }
    if ((status == StatementStatus.AFFECTED) != (action != null)) {
      throw new IllegalArgumentException(
          "stating %s: exactly affected has an action".formatted(status.text()));
    }
  }

  static Statement codeNotPresent() {
    return new Statement(StatementStatus.NOT_AFFECTED, CODE_NOT_PRESENT, null);
  }

  static Statement affected(String action) {
    return new Statement(StatementStatus.AFFECTED, null, action);
  }

  static Statement fixed() {
    return new Statement(StatementStatus.FIXED, null, null);
  }

  static Statement underInvestigation() {
    return new Statement(StatementStatus.UNDER_INVESTIGATION, null, null);
  }
}
