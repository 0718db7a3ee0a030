package org.snowguard.world.github;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request as it arrived.
 *
 * @param path with its leading slash; of a call of the API, below the API's root
 * @param header gives a header by its name, or an empty text
 * @param isIndexStale whether lists that filter are to be old
 */
record Request(
    String method,
    String path,
    Map<String, String> parameters,
    UnaryOperator<String> header,
    byte[] body,
    boolean isIndexStale) {

  static Map<String, String> form(@Nullable String text) {
    Map<String, String> fields = new TreeMap<>();
    if (text == null || text.isEmpty()) {
      return fields;
    }
    for (String part : text.split("&")) {
      int equals = part.indexOf('=');
      String name = equals < 0 ? part : part.substring(0, equals);
      String value = equals < 0 ? "" : part.substring(equals + 1);
      fields.put(URLDecoder.decode(name, UTF_8), URLDecoder.decode(value, UTF_8));
    }
    return fields;
  }

  String head(String name) {
    return header.apply(name);
  }

  String parameter(String name) {
    return parameters.getOrDefault(name, "");
  }

  int number(String name, int otherwise) {
    try {
      return Integer.parseInt(parameters.getOrDefault(name, String.valueOf(otherwise)));
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  boolean isRead() {
    return method.equals("GET") || method.equals("HEAD");
  }

  /** The body, which may be absent. */
  JsonNode json() {
    if (body.length == 0) {
      return JsonMapper.shared().createObjectNode();
    }
    try {
      return JsonMapper.shared().readTree(body);
    } catch (JacksonException e) {
      throw new Refusal(Reply.error(400, "Problems parsing JSON"));
    }
  }

  /** The fields of a form, or the members of an object. */
  Map<String, String> fields() {
    if (!head("Content-Type").startsWith("application/json")) {
      return form(new String(body, UTF_8));
    }
    Map<String, String> fields = new TreeMap<>();
    json().properties().forEach(one -> fields.put(one.getKey(), one.getValue().asString("")));
    return fields;
  }
}
