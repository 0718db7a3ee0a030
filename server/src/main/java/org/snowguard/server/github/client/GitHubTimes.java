package org.snowguard.server.github.client;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Moments as GitHub writes them. */
public final class GitHubTimes {

  private GitHubTimes() {}

  /** Null where there is none that can be read. */
  public static @Nullable Instant read(JsonNode node) {
    if (!node.isString()) {
      return null;
    }
    try {
      return OffsetDateTime.parse(node.stringValue()).toInstant();
    } catch (DateTimeException none) {
      return null;
    }
  }
}
