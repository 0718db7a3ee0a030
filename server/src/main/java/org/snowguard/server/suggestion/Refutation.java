package org.snowguard.server.suggestion;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A maintainer says that a verdict on a package of his is wrong. Who said it is not public.
 *
 * @param subjectKind what states the verdict, as events name it: {@code suggestion}, {@code issue}
 * @param claim what holds instead: {@code not_affected}, {@code patched}
 * @param madeBy number of the account
 * @param state {@code open}, {@code confirmed}, {@code rejected}, or {@code overtaken} by a
 *     decision
 * @param answer what was said to the maintainer, or null
 */
public record Refutation(
    long id,
    String subjectKind,
    long subjectId,
    String label,
    String attribute,
    String claim,
    String note,
    long madeBy,
    Instant madeAt,
    String state,
    @Nullable String answer,
    @Nullable Long closedBy,
    @Nullable Instant closedAt) {

  public boolean isOpen() {
    return state.equals("open");
  }

  /** {@code openssl_3 is not affected}. */
  public String words() {
    return attribute + " is " + claim.replace('_', ' ');
  }
}
