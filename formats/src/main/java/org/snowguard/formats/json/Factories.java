package org.snowguard.formats.json;

import tools.jackson.core.json.JsonFactory;

/** The parsers' factories: thread-safe, made once. */
final class Factories {
  static final JsonFactory DOCUMENT = JsonBounds.factory(JsonBounds.NESTING);

  /**
   * For files that hold many packages: one that nests too deeply is skipped by itself, so the
   * parser goes far deeper than what is kept.
   */
  static final JsonFactory STREAM = JsonBounds.factory(100 * JsonBounds.NESTING);

  private Factories() {}
}
