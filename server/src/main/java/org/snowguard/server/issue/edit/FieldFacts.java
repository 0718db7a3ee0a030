package org.snowguard.server.issue.edit;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.activity.Event;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The facts of an edit as events keep them: {@code {"revision": 4, "title": "…", "package:xz":
 * {"value": "removed", "reason": "…"}}}.
 */
record FieldFacts(int revision, Map<String, @Nullable FieldValue> values) {

  private static final String REVISION = "revision";
  private static final TypeReference<Map<String, @Nullable Object>> MAP = new TypeReference<>() {};

  /** Its own, so that no setting of the web's JSON changes what is read back. */
  private static final JsonMapper JSON = JsonMapper.builder().build();

  Map<String, @Nullable Object> facts() {
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    facts.put(REVISION, revision);
    values.forEach((key, value) -> facts.put(key, fact(value)));
    return facts;
  }

  private static @Nullable Object fact(@Nullable FieldValue value) {
    if (value == null || value.reason().isEmpty()) {
      return value == null ? null : value.value();
    }
    return Map.of("value", value.value(), "reason", value.reason());
  }

  static FieldFacts before(Event event) {
    return read(event.before());
  }

  static FieldFacts after(Event event) {
    return read(event.after());
  }

  private static FieldFacts read(@Nullable String text) {
    Map<String, @Nullable Object> facts = text == null ? Map.of() : JSON.readValue(text, MAP);
    Map<String, @Nullable FieldValue> values = new HashMap<>();
    int revision = -1;
    for (Map.Entry<String, @Nullable Object> fact : facts.entrySet()) {
      if (fact.getKey().equals(REVISION) && fact.getValue() instanceof Number number) {
        revision = number.intValue();
      } else {
        values.put(fact.getKey(), value(fact.getValue()));
      }
    }
    return new FieldFacts(revision, values);
  }

  private static @Nullable FieldValue value(@Nullable Object fact) {
    if (fact instanceof Map<?, ?> pair) {
      return new FieldValue(String.valueOf(pair.get("value")), String.valueOf(pair.get("reason")));
    }
    return fact == null ? null : FieldValue.of(fact.toString());
  }
}
