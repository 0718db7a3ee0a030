package org.snowguard.core.cvss;

/** What came of reading a vector. */
public sealed interface CvssResult permits CvssScore, CvssResult.BadVector {

  /**
   * @param vector what was given
   * @param message what is wrong with it and what would be right
   */
  record BadVector(String vector, String message) implements CvssResult {}
}
