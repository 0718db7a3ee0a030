package org.snowguard.formats.advisory;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.record.RecordSource;
import org.snowguard.core.record.SourceRecord;
import org.snowguard.formats.json.Json;
import org.snowguard.formats.json.JsonProblems;
import org.snowguard.formats.json.JsonStream;
import org.snowguard.formats.json.JsonTree;
import org.snowguard.formats.json.Located;
import org.snowguard.formats.nvd.NvdResponse;
import org.snowguard.formats.osv.OsvReading;
import org.snowguard.formats.osv.OsvRecordReader;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * One text: a record of the OSV schema, or a response of the NVD's API, whose records are read one
 * after the other.
 */
public final class AdvisoryText {
  private static final String RESPONSE = "vulnerabilities";

  private AdvisoryText() {}

  /** What a text holds. */
  public sealed interface Found {
    /**
     * @param raw the record's own text where the file holds several, else null
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Read(SourceRecord record, byte @Nullable [] raw) implements Found {}

    record Unreadable(String reason, @Nullable String id) implements Found {}
  }

  /** Tells everything that is found, in order; never throws but what the consumer does. */
  public static void read(java.io.InputStream text, Consumer<Found> found) {
    try (JsonParser parser = JsonStream.open(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        found.accept(
            new Found.Unreadable("no JSON object: neither OSV nor a response of the NVD", null));
        return;
      }
      Map<String, Json> fields = new LinkedHashMap<>();
      boolean response = false;
      for (String name = parser.nextName(); name != null; name = parser.nextName()) {
        if (parser.nextToken() == JsonToken.START_ARRAY && name.equals(RESPONSE)) {
          response = true;
          readResponse(parser, found);
        } else {
          fields.put(name, new JsonTree().read(parser));
        }
      }
      if (!response) {
        found.accept(osv(Located.root(new Json.JsonObject(fields))));
      }
    } catch (JacksonException malformed) {
      found.accept(
          new Found.Unreadable("not a JSON text: " + JsonProblems.reason(malformed), null));
    }
  }

  private static void readResponse(JsonParser parser, Consumer<Found> found) {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      found.accept(
          switch (NvdResponse.Item.of(new JsonTree().read(parser))) {
            case NvdResponse.Item.Read(var record, byte[] raw) ->
                new Found.Read(new SourceRecord(RecordSource.NVD, record), raw);
            case NvdResponse.Item.Unreadable(String reason, @Nullable String id) ->
                new Found.Unreadable(reason, id);
          });
    }
  }

  private static Found osv(Located root) {
    if (root.get("cveMetadata").isPresent()) {
      return new Found.Unreadable(
          "a record of the CVE list: give it with --cves", root.get("cveMetadata").text("cveId"));
    }
    return switch (OsvRecordReader.read(root)) {
      case OsvReading.Read read ->
          new Found.Read(new SourceRecord(RecordSource.OSV, read.record()), null);
      case OsvReading.Unreadable(String reason, @Nullable String id) ->
          new Found.Unreadable(reason, id);
    };
  }
}
