package org.snowguard.server.browse.answer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A published issue that is open in a channel.
 *
 * @param stage its worst package: {@code affected}, {@code fix_proposed} and so on
 * @param severity of its gravest vulnerability, or null
 */
public record OpenIssue(
    String id, String title, Instant publishedAt, String stage, @Nullable String severity) {

  /** How long it has been public, in whole days. */
  public long days(Instant now) {
    return java.time.Duration.between(publishedAt, now).toDays();
  }
}
