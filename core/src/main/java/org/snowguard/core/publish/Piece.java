package org.snowguard.core.publish;

/** A part of a body: people are apart, because their login is looked up when it is delivered. */
public sealed interface Piece {
  /** Finished Markdown. */
  record Words(String markdown) implements Piece {}

  /**
   * Somebody who is mentioned.
   *
   * @param name as a fallback, without anything that Markdown reads
   */
  record Person(long gitHubId, String name) implements Piece {}
}
