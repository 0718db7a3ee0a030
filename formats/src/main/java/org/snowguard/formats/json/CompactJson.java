package org.snowguard.formats.json;

import java.io.ByteArrayOutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/** Writes a value back as a text, without spaces. */
public final class CompactJson {
  private CompactJson() {}

  /** UTF-8; numbers keep their spelling. */
  public static byte[] bytes(Json value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out =
        Factories.DOCUMENT.createGenerator(ObjectWriteContext.empty(), bytes)) {
      write(value, out);
    }
    return bytes.toByteArray();
  }

  private static void write(Json value, JsonGenerator out) {
    switch (value) {
      case Json.JsonObject object -> {
        out.writeStartObject();
        object
            .fields()
            .forEach(
                (name, field) -> {
                  out.writeName(name);
                  write(field, out);
                });
        out.writeEndObject();
      }
      case Json.JsonArray array -> {
        out.writeStartArray();
        array.items().forEach(item -> write(item, out));
        out.writeEndArray();
      }
      case Json.JsonText(String text) -> out.writeString(text);
      case Json.JsonNumber(String literal) -> out.writeNumber(literal);
      case Json.JsonLiteral literal -> {
        switch (literal) {
          case TRUE -> out.writeBoolean(true);
          case FALSE -> out.writeBoolean(false);
          case NULL, MISSING -> out.writeNull();
        }
      }
    }
  }
}
