package org.snowguard.server.operation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How the service, or one part of it, does. */
enum Condition {
  UP,
  /** It answers, and something needs a look. */
  DEGRADED,
  /** It cannot answer: send requests elsewhere. */
  DOWN;

  @JsonValue
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
