package org.snowguard.formats.openvex;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.formats.openvex.OpenVexDocument.VexStatement;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes a document with its keys in the order of the specification. Equal ones, equal bytes. */
public final class OpenVexWriter {

  static final String CONTEXT = "https://openvex.dev/ns/v0.2.0";
  private static final JsonFactory FACTORY = new JsonFactory();

  private OpenVexWriter() {}

  /** UTF-8, with the end of a line. */
  public static byte[] bytes(OpenVexDocument document) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      json.writeStringProperty("@context", CONTEXT);
      json.writeStringProperty("@id", document.id());
      json.writeStringProperty("author", document.author());
      text(json, "role", document.role());
      moment(json, "timestamp", document.issued());
      moment(json, "last_updated", document.updated());
      json.writeNumberProperty("version", document.version());
      statements(json, document.statements());
      json.writeEndObject();
      json.writeRaw('\n');
    }
    return bytes.toByteArray();
  }

  private static void statements(JsonGenerator json, List<VexStatement> statements) {
    json.writeArrayPropertyStart("statements");
    for (VexStatement statement : statements) {
      json.writeStartObject();
      vulnerability(json, statement);
      products(json, statement.products());
      json.writeStringProperty("status", statement.status());
      text(json, "status_notes", statement.notes());
      text(json, "justification", statement.justification());
      text(json, "action_statement", statement.action());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void vulnerability(JsonGenerator json, VexStatement statement) {
    json.writeObjectPropertyStart("vulnerability");
    text(json, "@id", statement.page());
    json.writeStringProperty("name", statement.vulnerability());
    if (!statement.aliases().isEmpty()) {
      json.writeArrayPropertyStart("aliases");
      statement.aliases().forEach(json::writeString);
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static void products(JsonGenerator json, List<String> purls) {
    json.writeArrayPropertyStart("products");
    for (String purl : purls) {
      json.writeStartObject();
      json.writeStringProperty("@id", purl);
      json.writeObjectPropertyStart("identifiers");
      json.writeStringProperty("purl", purl);
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void text(JsonGenerator json, String name, @Nullable String value) {
    if (value != null) {
      json.writeStringProperty(name, value);
    }
  }

  private static void moment(JsonGenerator json, String name, @Nullable Instant value) {
    text(json, name, value == null ? null : value.toString());
  }
}
