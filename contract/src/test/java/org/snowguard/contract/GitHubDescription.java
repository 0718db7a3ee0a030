package org.snowguard.contract;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * GitHub's published description (OpenAPI 3.0), asked whether an answer or a message is of it. Its
 * schemas are made JSON Schema of 2020-12: {@code nullable} becomes a type of its own.
 */
final class GitHubDescription {

  private final JsonNode description;
  private final ObjectNode schemas = JsonMapper.shared().createObjectNode();

  GitHubDescription() throws IOException {
    description =
        JsonMapper.shared().readTree(NpmPackage.OPENAPI.file("generated/api.github.com.json"));
    description
        .at("/components/schemas")
        .properties()
        .forEach(one -> schemas.set(one.getKey(), jsonSchema(one.getValue())));
  }

  /** The operation of a method and path, such as "GET /user"; missing where GitHub has none. */
  JsonNode operation(String route) {
    String[] words = route.split(" ", 2);
    return description
        .path("paths")
        .path(words[1])
        .path(words[0].toLowerCase(java.util.Locale.ROOT));
  }

  /** What is wrong with an answer; empty if nothing. */
  List<String> wrong(String route, int status, String body) {
    JsonNode response = resolved(operation(route).path("responses").path(String.valueOf(status)));
    if (response.isMissingNode()) {
      return List.of("GitHub describes no answer %d to %s".formatted(status, route));
    }
    JsonNode content = response.path("content");
    if (content.isMissingNode()) {
      return body.isEmpty()
          ? List.of()
          : wrong(schemas.path(status < 400 ? "empty-object" : "basic-error"), body);
    }
    return wrong(jsonSchema(content.path("application/json").path("schema")), body);
  }

  /** What is wrong with a message of a webhook, such as "issues-opened". */
  List<String> wrongMessage(String event, String body) {
    JsonNode schema = schemas.path("webhook-" + event);
    return schema.isMissingNode()
        ? List.of("GitHub describes no message " + event)
        : wrong(schema, body);
  }

  private List<String> wrong(JsonNode schema, String body) {
    ObjectNode root = JsonMapper.shared().createObjectNode();
    root.setAll((ObjectNode) schema);
    root.putObject("components").set("schemas", needed(schema));
    List<String> wrong = new ArrayList<>();
    SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(root.toString(), InputFormat.JSON)
        .validate(body, InputFormat.JSON)
        .forEach(error -> wrong.add(error.toString()));
    undescribed(JsonMapper.shared().readTree(body), List.of(schema), "", wrong);
    return wrong;
  }

  /** The schemas that one refers to, and those that they refer to. */
  private ObjectNode needed(JsonNode schema) {
    ObjectNode needed = JsonMapper.shared().createObjectNode();
    List<JsonNode> left = new ArrayList<>(List.of(schema));
    while (!left.isEmpty()) {
      for (JsonNode reference : left.removeLast().findValues("$ref")) {
        String name = name(reference);
        if (!needed.has(name)) {
          needed.set(name, schemas.path(name));
          left.add(schemas.path(name));
        }
      }
    }
    return needed;
  }

  private static String name(JsonNode reference) {
    String text = reference.asString();
    return text.substring(text.lastIndexOf('/') + 1);
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? description.at(node.path("$ref").asString().substring(1)) : node;
  }

  /** Members that GitHub's description does not know: what we made up. */
  private void undescribed(
      JsonNode value, List<JsonNode> possible, String path, List<String> wrong) {
    Set<JsonNode> all = new LinkedHashSet<>();
    possible.forEach(one -> spread(one, all));
    if (value.isArray()) {
      List<JsonNode> items =
          all.stream().filter(one -> one.has("items")).map(one -> one.path("items")).toList();
      for (JsonNode item : value) {
        undescribed(item, items, path + "/*", wrong);
      }
    } else if (value.isObject() && all.stream().noneMatch(GitHubDescription::isOpen)) {
      value
          .properties()
          .forEach(
              member -> {
                String below = path + "/" + member.getKey();
                List<JsonNode> schemasOfMember =
                    all.stream()
                        .map(one -> one.path("properties").path(member.getKey()))
                        .filter(one -> !one.isMissingNode())
                        .toList();
                if (schemasOfMember.isEmpty()) {
                  wrong.add("GitHub describes no member " + below);
                } else {
                  undescribed(member.getValue(), schemasOfMember, below, wrong);
                }
              });
    }
  }

  private static boolean isOpen(JsonNode schema) {
    JsonNode additional = schema.path("additionalProperties");
    return additional.isObject() || additional.asBoolean(false);
  }

  private void spread(JsonNode schema, Set<JsonNode> into) {
    if (schema.has("$ref")) {
      spread(schemas.path(name(schema.path("$ref"))), into);
      return;
    }
    into.add(schema);
    for (String several : List.of("anyOf", "oneOf", "allOf")) {
      schema.path(several).forEach(one -> spread(one, into));
    }
  }

  private static JsonNode jsonSchema(JsonNode node) {
    if (node.isArray()) {
      ArrayNode array = JsonMapper.shared().createArrayNode();
      node.forEach(one -> array.add(jsonSchema(one)));
      return array;
    }
    if (!node.isObject()) {
      return node;
    }
    ObjectNode made = JsonMapper.shared().createObjectNode();
    node.properties()
        .forEach(
            one -> {
              if (!isNoSchema(one.getKey(), one.getValue())) {
                made.set(one.getKey(), jsonSchema(one.getValue()));
              }
            });
    boolean isNullable = node.path("nullable").isBoolean() && node.path("nullable").asBoolean();
    return isNullable ? orNull(made) : made;
  }

  /** What says nothing of the value, and could be taken for a keyword. */
  private static boolean isNoSchema(String name, JsonNode value) {
    return (name.equals("nullable") && value.isBoolean())
        || (name.equals("discriminator") && value.isObject() && value.has("propertyName"))
        || (name.equals("example") && !value.isObject())
        || (name.equals("examples") && !value.isObject());
  }

  private static ObjectNode orNull(ObjectNode schema) {
    ObjectNode either = JsonMapper.shared().createObjectNode();
    ArrayNode of = either.putArray("anyOf");
    of.addObject().put("type", "null");
    of.add(schema);
    return either;
  }
}
