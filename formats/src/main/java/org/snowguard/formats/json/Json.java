package org.snowguard.formats.json;

import java.util.List;
import java.util.Map;

/**
 * A JSON value as it stands in a text. Numbers keep their spelling, so that a version written
 * {@code 1.10} stays that and no exponent is ever expanded.
 */
public sealed interface Json {

  /** Of equal keys the last one stands, as with most readers of JSON (RFC 8259, section 4). */
  record JsonObject(Map<String, Json> fields) implements Json {}

  record JsonArray(List<Json> items) implements Json {}

  record JsonText(String value) implements Json {}

  /** A number, spelled as in the text. */
  record JsonNumber(String literal) implements Json {}

  /** The values without content; {@code MISSING} is what a field that is not there gives. */
  enum JsonLiteral implements Json {
    TRUE,
    FALSE,
    NULL,
    MISSING
  }
}
