package org.snowguard.server.publication.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * Checks a value against a schema of our description, more strictly than JSON Schema: an object has
 * exactly the fields that are described.
 */
final class Described {

  private final JsonNode description;

  Described(JsonNode description) {
    this.description = description;
  }

  void check(JsonNode value, String schema) {
    check(value, description.at("/components/schemas/" + schema), schema);
  }

  void check(JsonNode value, JsonNode schema, String where) {
    if (schema.has("$ref")) {
      String name = schema.get("$ref").asString().replaceFirst(".*/", "");
      check(value, description.at("/components/schemas/" + name), where);
      return;
    }
    if (schema.has("enum")) {
      List<JsonNode> words = new ArrayList<>();
      schema.get("enum").forEach(words::add);
      assertThat(words).as(where).contains(value);
    }
    assertThat(types(schema.get("type"))).as(where).contains(type(value, schema));
    if (value.isObject() && schema.has("properties")) {
      Set<String> described = new TreeSet<>();
      schema.get("properties").properties().forEach(one -> described.add(one.getKey()));
      Set<String> found = new TreeSet<>();
      value.properties().forEach(one -> found.add(one.getKey()));
      assertThat(found).as(where).isEqualTo(described);
      value
          .properties()
          .forEach(
              one ->
                  check(
                      one.getValue(),
                      schema.get("properties").get(one.getKey()),
                      where + "/" + one.getKey()));
    }
    if (value.isArray()) {
      value.forEach(item -> check(item, schema.get("items"), where + "/items"));
    }
  }

  private static Set<String> types(JsonNode type) {
    Set<String> types = new TreeSet<>();
    if (type.isArray()) {
      type.forEach(one -> types.add(one.asString()));
    } else {
      types.add(type.asString());
    }
    return types;
  }

  private static String type(JsonNode value, JsonNode schema) {
    return switch (value.getNodeType()) {
      case OBJECT -> "object";
      case ARRAY -> "array";
      case STRING -> "string";
      case BOOLEAN -> "boolean";
      case NULL -> "null";
      case NUMBER ->
          value.isIntegralNumber() && !types(schema.get("type")).contains("number")
              ? "integer"
              : "number";
      case BINARY, MISSING, POJO -> "nothing of JSON";
    };
  }
}
