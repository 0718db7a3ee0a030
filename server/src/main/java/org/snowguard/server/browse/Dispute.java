package org.snowguard.server.browse;

import java.time.Instant;

/**
 * What a maintainer says against a verdict, until a triager has answered. Who said it is not
 * public.
 *
 * @param suggestionId the link that the verdict belongs to
 * @param claim what holds instead: {@code not_affected}, {@code patched}
 * @param path where it was said
 */
public record Dispute(
    long suggestionId, String attribute, String claim, String note, Instant at, String path) {

  /** {@code openssl_3 is not affected}. */
  public String words() {
    return attribute + " is " + claim.replace('_', ' ');
  }
}
