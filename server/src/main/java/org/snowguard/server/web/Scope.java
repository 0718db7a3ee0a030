package org.snowguard.server.web;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** What an API token may be used for. */
public enum Scope {
  /** Bringing the patches and sources that an evaluation of a channel found. */
  EVALUATION,
  /** Reading the service's own measurements. */
  METRICS,
  /** Reading what the account may read, as a person does at a terminal. */
  READ,
  /** Commenting, disputing, deciding and editing in the account's name; reads too. */
  TRIAGE;

  /** The name that people type: {@code evaluation}. */
  public String option() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether an account of these roles gets in anywhere by it. */
  public boolean isOfUseTo(CurrentAccount account) {
    return switch (this) {
      case EVALUATION, METRICS -> account.isOperator();
      // Whoever is signed in comments and proposes; maintainers dispute.
      case READ, TRIAGE -> true;
    };
  }

  /** Completes the sentence "a token for …". */
  public String purpose() {
    return switch (this) {
      case EVALUATION -> "bringing the patches and sources of a channel";
      case METRICS -> "reading the service's measurements";
      case READ -> "reading what you may read";
      case TRIAGE -> "reading, commenting, deciding and editing as you may";
    };
  }

  /** Whether a token for this is let in where {@code needed} is asked for. */
  public boolean includes(Scope needed) {
    return this == needed || (this == TRIAGE && needed == READ);
  }

  public static Scope parse(String option) {
    for (Scope scope : values()) {
      if (scope.option().equals(option.strip().toLowerCase(Locale.ROOT))) {
        return scope;
      }
    }
    throw new BadInput(
        "reading a scope", "\"" + option + "\"", "use " + labels(Arrays.asList(values())) + ".");
  }

  public static String labels(Collection<Scope> scopes) {
    return scopes.stream().sorted().map(Scope::option).collect(Collectors.joining(", "));
  }
}
