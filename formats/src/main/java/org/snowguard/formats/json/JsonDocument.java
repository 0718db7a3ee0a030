package org.snowguard.formats.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** One JSON text as a whole: a record, a line, a small file. */
public sealed interface JsonDocument {

  /**
   * @param remarks what had to be mended, for people
   */
  record Parsed(Located root, List<String> remarks) implements JsonDocument {
    public Parsed {
      remarks = List.copyOf(remarks);
    }
  }

  record Malformed(String reason) implements JsonDocument {}

  /** Parses a text of at most {@link JsonBounds#RECORD_BYTES}; never throws. */
  static JsonDocument parse(byte[] bytes) {
    if (bytes.length > JsonBounds.RECORD_BYTES) {
      return new Malformed("larger than " + JsonBounds.RECORD_BYTES + " bytes");
    }
    List<String> remarks = new ArrayList<>();
    try (JsonParser parser = parser(bytes, remarks)) {
      if (parser.nextToken() == null) {
        return new Malformed("empty");
      }
      JsonTree tree = new JsonTree();
      Json root = tree.read(parser);
      if (parser.nextToken() != null) {
        return new Malformed("goes on after the end of its JSON value");
      }
      if (tree.cut()) {
        remarks.add("a text longer than " + JsonBounds.TEXT + " characters was cut");
      }
      return new Parsed(Located.root(root), remarks);
    } catch (JacksonException malformed) {
      return new Malformed(JsonProblems.reason(malformed));
    }
  }

  private static JsonParser parser(byte[] bytes, List<String> remarks) {
    JsonFactory factory = Factories.DOCUMENT;
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return factory.createParser(ObjectReadContext.empty(), bytes);
    } catch (CharacterCodingException invalid) {
      remarks.add("bytes that are not UTF-8 were replaced by U+FFFD");
      return factory.createParser(
          ObjectReadContext.empty(), new String(bytes, StandardCharsets.UTF_8));
    }
  }
}
