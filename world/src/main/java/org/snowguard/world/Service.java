package org.snowguard.world;

import java.io.IOException;
import java.time.Instant;

/** One service of the world: what it answers is a matter of the question and the moment alone. */
interface Service {

  /** The first part of its paths, and its name for faults. */
  String name();

  /**
   * Answers.
   *
   * @param now by the world's time
   */
  Answer answer(Asked asked, Instant now) throws IOException;
}
