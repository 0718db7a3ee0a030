package org.snowguard.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeType;

/** Compares what kinds of members values have, not what they say. */
final class JsonShapes {

  private JsonShapes() {}

  /**
   * What all examples have at a place and ours has not, and where ours has another kind of value
   * than any example. Members that only ours has are no matter here.
   */
  static List<String> unlike(JsonNode ours, List<JsonNode> examples) {
    List<String> unlike = new ArrayList<>();
    compare(ours, examples, "", unlike);
    return unlike;
  }

  private static void compare(
      JsonNode ours, List<JsonNode> examples, String path, List<String> unlike) {
    if (ours.isArray()) {
      List<JsonNode> items =
          examples.stream()
              .filter(JsonNode::isArray)
              .flatMap(array -> array.valueStream())
              .toList();
      if (!items.isEmpty()) {
        ours.forEach(item -> compare(item, items, path + "/*", unlike));
      }
      return;
    }
    List<JsonNode> objects = examples.stream().filter(JsonNode::isObject).toList();
    if (!ours.isObject() || objects.isEmpty()) {
      return;
    }
    for (String name : objects.getFirst().propertyNames()) {
      if (!ours.has(name) && objects.stream().allMatch(one -> one.has(name))) {
        unlike.add("all examples have %s/%s, ours has not".formatted(path, name));
      }
    }
    ours.properties()
        .forEach(
            member -> {
              List<JsonNode> values =
                  objects.stream()
                      .map(one -> one.get(member.getKey()))
                      .filter(Objects::nonNull)
                      .toList();
              String below = path + "/" + member.getKey();
              if (!values.isEmpty() && !isOfAKind(member.getValue(), values)) {
                unlike.add(
                    "%s is %s in ours, %s in the examples"
                        .formatted(
                            below,
                            member.getValue().getNodeType(),
                            values.stream()
                                .map(JsonNode::getNodeType)
                                .map(JsonNodeType::name)
                                .distinct()
                                .collect(Collectors.joining(", "))));
              }
              compare(member.getValue(), values, below, unlike);
            });
  }

  /** Null stands for a value that is absent; the description tells where it may. */
  private static boolean isOfAKind(JsonNode ours, List<JsonNode> examples) {
    return ours.isNull()
        || examples.stream()
            .anyMatch(one -> one.isNull() || one.getNodeType() == ours.getNodeType());
  }
}
