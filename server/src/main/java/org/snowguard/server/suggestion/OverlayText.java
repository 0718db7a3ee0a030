package org.snowguard.server.suggestion;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.triage.DecisionFacts;
import org.snowguard.core.triage.DismissReason;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The form of people's actions in the database and in events: JSON that undo reads back exactly.
 */
final class OverlayText {

  private static final TypeReference<LinkedHashMap<String, @Nullable Object>> FACTS =
      new TypeReference<>() {};

  private final JsonMapper json;

  OverlayText(JsonMapper json) {
    this.json = json;
  }

  @Nullable String ofFacts(@Nullable DecisionFacts facts) {
    return facts == null ? null : json.writeValueAsString(facts);
  }

  @Nullable DecisionFacts facts(@Nullable String text) {
    return text == null ? null : json.readValue(text, DecisionFacts.class);
  }

  /** As an event keeps it. */
  Map<String, @Nullable Object> of(Overlay overlay) {
    return json.convertValue(overlay, FACTS);
  }

  Overlay read(String text) {
    return json.readValue(text, Overlay.class);
  }

  static DismissReason reason(String text) {
    return DismissReason.valueOf(text.toUpperCase(Locale.ROOT));
  }
}
