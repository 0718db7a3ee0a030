package org.snowguard.world.github;

import java.time.Instant;

/**
 * A request that GitHub met.
 *
 * @param path below the API's root
 * @param status of the answer that was meant, before a fault spoiled it
 * @param fault as people write it, or an empty text
 * @param at by the clock of the test
 */
public record Call(String method, String path, int status, String fault, Instant at) {

  /** Whether it changes something. */
  public boolean isWrite() {
    return !method.equals("GET") && !method.equals("HEAD");
  }
}
