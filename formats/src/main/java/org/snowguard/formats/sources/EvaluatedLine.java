package org.snowguard.formats.sources;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.snowguard.formats.json.CompactJson;
import org.snowguard.formats.json.Json;
import org.snowguard.formats.json.Located;

/** Writes the lines that {@link SourcesReader} reads; {@code attr} stands first. */
public final class EvaluatedLine {
  private EvaluatedLine() {}

  /**
   * A package; what could not be read of it is absent, and named with the reason under {@code
   * unread}.
   *
   * @param fields {@code name}, {@code pname}, {@code version}, {@code patches}, {@code srcUrls},
   *     {@code srcRev}, {@code vendor}, {@code meta}
   */
  public static String ofPackage(
      String attribute, Located fields, SortedMap<String, String> unread) {
    SortedMap<String, Json> sorted = new TreeMap<>();
    fields.fields().forEach(field -> sorted.put(field.step(), field.value()));
    if (!unread.isEmpty()) {
      Map<String, Json> reasons = new LinkedHashMap<>();
      unread.forEach((field, reason) -> reasons.put(field, new Json.JsonText(reason)));
      sorted.put("unread", new Json.JsonObject(reasons));
    }
    return line(attribute, sorted);
  }

  /** An attribute that could not be evaluated at all. */
  public static String ofError(String attribute, String reason) {
    return line(attribute, Map.of("error", new Json.JsonText(reason)));
  }

  private static String line(String attribute, Map<String, Json> rest) {
    Map<String, Json> fields = new LinkedHashMap<>();
    fields.put("attr", new Json.JsonText(attribute));
    fields.putAll(rest);
    return new String(CompactJson.bytes(new Json.JsonObject(fields)), UTF_8);
  }
}
