package org.snowguard.world.github;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What is answered. */
record Reply(int status, String type, Map<String, String> headers, byte[] body) {

  private static final String JSON = "application/json; charset=utf-8";
  static final String HTML = "text/html; charset=utf-8";

  static Reply json(int status, JsonNode value) {
    return new Reply(
        status, JSON, Map.of(), JsonMapper.shared().writeValueAsString(value).getBytes(UTF_8));
  }

  static Reply ok(JsonNode value) {
    return json(200, value);
  }

  static Reply nothing() {
    return new Reply(204, "", Map.of(), new byte[0]);
  }

  static Reply html(int status, String page) {
    return new Reply(status, HTML, Map.of(), page.getBytes(UTF_8));
  }

  static Reply redirect(String to) {
    return html(302, "").with("Location", to);
  }

  /** In the form of every error of the API. */
  static Reply error(int status, String message) {
    ObjectNode error = JsonMapper.shared().createObjectNode();
    error.put("message", message);
    error.put("documentation_url", "https://docs.github.com/rest");
    error.put("status", String.valueOf(status));
    return json(status, error);
  }

  static Reply notFound() {
    return error(404, "Not Found");
  }

  /** A field of the request that is missing or wrong. */
  static Reply invalid(String resource, String field, String code) {
    ObjectNode error = JsonMapper.shared().createObjectNode();
    error.put("message", "Validation Failed");
    ObjectNode one = error.putArray("errors").addObject();
    one.put("resource", resource);
    one.put("field", field);
    one.put("code", code);
    error.put("documentation_url", "https://docs.github.com/rest");
    return json(422, error);
  }

  Reply with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Reply(status, type, more, body);
  }

  Reply with(Map<String, String> headersToAdd) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.putAll(headersToAdd);
    return new Reply(status, type, more, body);
  }
}
