package org.snowguard.formats.json;

import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;

/** Token by token reading of files that are too large for memory. */
public final class JsonStream {
  private JsonStream() {}

  /**
   * A parser over UTF-8 text; bytes that are not UTF-8 read as U+FFFD, so that they spoil the text
   * that they stand in and not the file. Closing the parser closes the stream.
   */
  public static JsonParser open(InputStream utf8) {
    return Factories.STREAM.createParser(
        ObjectReadContext.empty(), new InputStreamReader(utf8, StandardCharsets.UTF_8));
  }
}
