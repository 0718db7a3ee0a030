package org.snowguard.server.github.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What became of a request that writes. */
public sealed interface Written {

  /** It was done. */
  record Done(JsonNode body) implements Written {}

  /**
   * It was not done.
   *
   * @param words why, for people
   * @param status of the answer, 0 if nothing was sent
   * @param notBefore until when GitHub asked to be left alone, or null
   */
  record NotDone(String words, int status, @Nullable Instant notBefore) implements Written {

    /** Whether another request would fare no better. */
    public boolean isForAll() {
      return status == 0 || status == 401 || notBefore != null;
    }
  }

  /**
   * It may have been done, or may still be.
   *
   * @param words why that is not known, for people
   */
  record Unknown(String words) implements Written {}
}
