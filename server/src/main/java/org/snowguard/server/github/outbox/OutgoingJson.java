package org.snowguard.server.github.outbox;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** Outgoing text as it is stored: a list of strings and of {@code {"id":…,"name":…}}. */
final class OutgoingJson {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private OutgoingJson() {}

  static String write(OutgoingText text) {
    ArrayNode parts = JSON.createArrayNode();
    for (OutgoingText.Part part : text.parts()) {
      switch (part) {
        case OutgoingText.Part.Words(String markdown) -> parts.add(markdown);
        case OutgoingText.Part.Person(long id, String name) ->
            parts.addObject().put("id", id).put("name", name);
      }
    }
    return JSON.writeValueAsString(parts);
  }

  static OutgoingText read(String json) {
    List<OutgoingText.Part> parts = new ArrayList<>();
    for (JsonNode part : JSON.readTree(json)) {
      parts.add(
          part.isString()
              ? new OutgoingText.Part.Words(part.stringValue())
              : new OutgoingText.Part.Person(
                  part.get("id").longValue(), part.get("name").stringValue()));
    }
    return new OutgoingText(parts);
  }
}
