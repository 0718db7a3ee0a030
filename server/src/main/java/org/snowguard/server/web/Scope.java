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
  METRICS;

  /** The name that people type: {@code evaluation}. */
  public String option() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
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
