package org.snowguard.server.github.outbox;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be delivered now.
 *
 * @param body as it is stored: it is read when it is delivered, so that one that cannot be read
 *     keeps no other waiting
 * @param version of the body
 * @param attempts that failed so far
 * @param attemptAt of the attempt whose outcome is not known, or null
 * @param firstAttemptAt before which it was never sent, or null
 */
record Pending(
    long id,
    String subject,
    Delivery.Kind kind,
    @Nullable String title,
    @Nullable Long number,
    String body,
    List<String> labels,
    String token,
    int version,
    int attempts,
    @Nullable Instant attemptAt,
    @Nullable Instant firstAttemptAt) {

  /** What is to be written. */
  OutgoingText text() {
    return OutgoingJson.read(body);
  }

  /** Stands in what we write, shown to nobody, so that we know it again. */
  String marker() {
    return "<!-- snowguard %s %s -->".formatted(subject, token);
  }
}
