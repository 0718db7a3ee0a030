package org.snowguard.formats.json;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** What a reader accepts before it calls a text hostile. */
public final class JsonBounds {
  /** Levels of objects and arrays inside one record or package. */
  public static final int NESTING = 100;

  /** Characters of one text that are kept; what is longer is cut. */
  public static final int TEXT = 65_536;

  /** Bytes of one record: the largest published ones have about a megabyte. */
  public static final int RECORD_BYTES = 16 << 20;

  private JsonBounds() {}

  /**
   * A factory whose parsers stop at a nesting of {@code levels}. Single texts are bounded by the
   * size of the input; they are cut when they are kept.
   */
  static JsonFactory factory(int levels) {
    return JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(levels)
                .maxStringLength(RECORD_BYTES)
                .maxNumberLength(1_000)
                .maxNameLength(TEXT)
                .build())
        .build();
  }
}
