package org.snowguard.formats.suggestion;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.match.Evidence;
import org.snowguard.core.match.Suggestion;
import org.snowguard.core.verdict.PackageVerdict;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes a suggestion as one line of JSON, with its keys in the order of the contract. Equal
 * suggestions give equal bytes.
 */
public final class SuggestionWriter {
  private static final int SCHEMA = 1;
  private static final JsonFactory FACTORY = new JsonFactory();

  private SuggestionWriter() {}

  /** The line with its end, in UTF-8. */
  public static byte[] line(Suggestion suggestion) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1_024);
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
      writeObject(json, suggestion);
      json.writeRaw('\n');
    }
    return bytes.toByteArray();
  }

  /** Writes the line and leaves the stream open; buffering is the caller's matter. */
  public static void write(Suggestion suggestion, OutputStream output) throws IOException {
    output.write(line(suggestion));
  }

  private static void writeObject(JsonGenerator json, Suggestion suggestion) {
    json.writeStartObject();
    json.writeNumberProperty("schema", SCHEMA);
    json.writeStringProperty("id", suggestion.id());
    writeText(json, "cve", suggestion.cve());
    writeTexts(json, "aliases", suggestion.aliases());
    json.writeStringProperty("project", suggestion.project());
    writeText(json, "variantOf", suggestion.variantOf());
    writeTexts(json, "attributes", suggestion.attributes());
    writeDecimal(json, "probability", suggestion.probability());
    json.writeStringProperty("tier", suggestion.tier().text());
    writeEvidence(json, "evidence", suggestion.evidence());
    writeEvidence(json, "against", suggestion.against());
    json.writeNumberProperty("algorithm", suggestion.algorithm());
    json.writeArrayPropertyStart("packages");
    suggestion.packages().forEach(verdict -> writePackage(json, verdict));
    json.writeEndArray();
    json.writeEndObject();
  }

  static void writeEvidence(JsonGenerator json, String name, List<Evidence> evidence) {
    json.writeArrayPropertyStart(name);
    for (Evidence each : evidence) {
      json.writeStartObject();
      json.writeStringProperty("kind", each.kind());
      json.writeStringProperty("value", each.value());
      json.writeStringProperty("pointer", each.pointer());
      writeDecimal(json, "weight", each.weight());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writePackage(JsonGenerator json, PackageVerdict verdict) {
    json.writeStartObject();
    writePackageFields(json, verdict);
    json.writeEndObject();
  }

  static void writePackageFields(JsonGenerator json, PackageVerdict verdict) {
    json.writeStringProperty("channel", verdict.channel());
    json.writeStringProperty("attribute", verdict.attribute());
    writeText(json, "version", verdict.version());
    json.writeStringProperty("verdict", verdict.judgement().verdict().text());
    json.writeObjectPropertyStart("reason");
    json.writeStringProperty("code", verdict.judgement().code().text());
    json.writeStringProperty("text", verdict.judgement().text());
    json.writeEndObject();
    json.writeStringProperty("patches", verdict.patchesKnown() ? "known" : "unknown");
  }

  private static void writeTexts(JsonGenerator json, String name, List<String> texts) {
    json.writeArrayPropertyStart(name);
    texts.forEach(json::writeString);
    json.writeEndArray();
  }

  private static void writeText(JsonGenerator json, String name, @Nullable String text) {
    if (text == null) {
      json.writeNullProperty(name);
    } else {
      json.writeStringProperty(name, text);
    }
  }

  static void writeDecimal(JsonGenerator json, String name, double number) {
    json.writeName(name);
    json.writeNumber(FourDecimals.text(number));
  }
}
