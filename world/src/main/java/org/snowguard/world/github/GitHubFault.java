package org.snowguard.world.github;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** A way in which GitHub fails. */
public enum GitHubFault {
  /** The connection ends before the request was acted on. */
  DROP_BEFORE,
  /** The request was acted on; then the connection ends without an answer. */
  DROP_AFTER,
  /** Status 500, and nothing was done. */
  ERROR_BEFORE,
  /** Status 502, though the request was acted on. */
  ERROR_AFTER,
  /** Status 403 that asks to come back after a minute, and nothing was done. */
  SECONDARY_LIMIT,
  /** Status 403 with no request left until the hour ends, and nothing was done. */
  PRIMARY_LIMIT,
  /** Status 403 for a permission that the App was not given, and nothing was done. */
  FORBIDDEN,
  /** The request was acted on, and the answer comes late. */
  SLOW,
  /** The request was acted on, and a page for people comes with status 200. */
  HTML,
  /** The request was acted on, and the answer ends in the middle. */
  TRUNCATED,
  /** Lists that filter, and searches, are as they were {@link GitHubFaults#BEHIND} before. */
  STALE_LIST,
  /** GraphQL answers with status 200 and an error instead of data; elsewhere it is status 500. */
  QUERY_ERROR;

  /** As people write it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Reads a name.
   *
   * @throws IllegalArgumentException in words for people
   */
  public static GitHubFault parse(String text) {
    return Arrays.stream(values())
        .filter(fault -> fault.text().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "While reading the fault \"%s\" of GitHub: there is no such fault. There are: %s."
                        .formatted(text, names())));
  }

  /** All of them, for people. */
  public static String names() {
    return Arrays.stream(values()).map(GitHubFault::text).collect(Collectors.joining(", "));
  }

  /** Whether nothing is done for a request that meets it. */
  boolean isBeforeActing() {
    return switch (this) {
      case DROP_BEFORE, ERROR_BEFORE, SECONDARY_LIMIT, PRIMARY_LIMIT, FORBIDDEN, QUERY_ERROR ->
          true;
      case DROP_AFTER, ERROR_AFTER, SLOW, HTML, TRUNCATED, STALE_LIST -> false;
    };
  }
}
