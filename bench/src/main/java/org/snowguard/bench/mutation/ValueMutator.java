package org.snowguard.bench.mutation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Replaces values of a well-formed text by others of wrong type, size and depth; it stays
 * well-formed.
 */
final class ValueMutator {
  static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(10_000).build())
                  .build())
          .build();

  private static final List<String> REPLACEMENTS =
      List.of(
          "null",
          "true",
          "0",
          "-1.10",
          "1e999999999",
          "\"\"",
          "\"n/a\"",
          "\"CVE-0000\"",
          "\"\\u0000\\ud800\"",
          "\"2030-99-99T00:00:00\"",
          "[]",
          "{}",
          "[null]",
          "[[{}]]",
          "{\"a\":{\"b\":[1,\"2\",null]}}",
          "[".repeat(150) + "]".repeat(150),
          "\"" + "y".repeat(100_000) + "\"");

  private final Random random;

  ValueMutator(Random random) {
    this.random = random;
  }

  /** One to four values changed, removed or repeated. */
  byte[] mutate(byte[] original) {
    JsonNode root = MAPPER.readTree(original);
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      List<JsonNode> parents = parents(root);
      if (!parents.isEmpty()) {
        change(parents.get(random.nextInt(parents.size())));
      }
    }
    return MAPPER.writeValueAsBytes(root);
  }

  private void change(JsonNode parent) {
    int slot = random.nextInt(parent.size());
    boolean remove = random.nextInt(4) == 0;
    switch (parent) {
      case ObjectNode object -> {
        String name = new ArrayList<>(object.propertyNames()).get(slot);
        if (remove) {
          object.remove(name);
        } else {
          object.set(name, replacement());
        }
      }
      case ArrayNode array -> {
        if (remove) {
          array.remove(slot);
        } else {
          array.insert(slot, replacement());
        }
      }
      default -> throw new IllegalStateException("has no children: " + parent.getNodeType());
    }
  }

  private JsonNode replacement() {
    return MAPPER.readTree(REPLACEMENTS.get(random.nextInt(REPLACEMENTS.size())));
  }

  private static List<JsonNode> parents(JsonNode root) {
    List<JsonNode> parents = new ArrayList<>();
    if (root.isContainer() && !root.isEmpty()) {
      parents.add(root);
      root.forEach(child -> parents.addAll(parents(child)));
    }
    return parents;
  }
}
