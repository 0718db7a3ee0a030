package org.snowguard.formats.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snowguard.formats.json.Json.JsonArray;
import org.snowguard.formats.json.Json.JsonLiteral;
import org.snowguard.formats.json.Json.JsonNumber;
import org.snowguard.formats.json.Json.JsonObject;
import org.snowguard.formats.json.Json.JsonText;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Builds values from a parser, one value at a time, and notes what it had to leave out. One
 * instance reads one record.
 */
public final class JsonTree {
  private boolean tooDeep;
  private boolean cut;

  /**
   * Reads the value whose first token is the parser's current one; leaves the parser on its last.
   */
  public Json read(JsonParser parser) {
    return read(parser, 0);
  }

  /** Whether a value was nested deeper than {@link JsonBounds#NESTING}; it reads as null. */
  public boolean tooDeep() {
    return tooDeep;
  }

  /** Whether a text was longer than {@link JsonBounds#TEXT}. */
  public boolean cut() {
    return cut;
  }

  private Json read(JsonParser parser, int depth) {
    JsonToken token = parser.currentToken();
    if (token == null) {
      return JsonLiteral.MISSING;
    }
    if (token.isStructStart() && depth >= JsonBounds.NESTING) {
      tooDeep = true;
      parser.skipChildren();
      return JsonLiteral.NULL;
    }
    return switch (token) {
      case START_OBJECT -> object(parser, depth + 1);
      case START_ARRAY -> array(parser, depth + 1);
      case VALUE_STRING -> new JsonText(text(parser.getString()));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonNumber(parser.getString());
      case VALUE_TRUE -> JsonLiteral.TRUE;
      case VALUE_FALSE -> JsonLiteral.FALSE;
      case VALUE_NULL -> JsonLiteral.NULL;
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
          JsonLiteral.MISSING;
    };
  }

  private JsonObject object(JsonParser parser, int depth) {
    Map<String, Json> fields = new LinkedHashMap<>();
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      parser.nextToken();
      fields.put(name, read(parser, depth));
    }
    return new JsonObject(fields);
  }

  private JsonArray array(JsonParser parser, int depth) {
    List<Json> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(read(parser, depth));
    }
    return new JsonArray(items);
  }

  private String text(String raw) {
    String text = raw;
    if (text.length() > JsonBounds.TEXT) {
      cut = true;
      text = text.substring(0, JsonBounds.TEXT);
    }
    return StorableText.of(text);
  }
}
