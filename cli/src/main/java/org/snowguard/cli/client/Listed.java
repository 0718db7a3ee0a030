package org.snowguard.cli.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Items of a list of the server, of as many of its pages as were wanted.
 *
 * @param total how many the whole list has
 */
record Listed(List<JsonNode> items, long total) {

  static Listed read(
      ServerConnection server, String path, Map<String, String> conditions, int limit)
      throws IOException {
    Map<String, String> parameters = new LinkedHashMap<>(conditions);
    List<JsonNode> items = new ArrayList<>();
    while (true) {
      JsonNode page = server.get(path, parameters);
      for (JsonNode item : page.path("items")) {
        if (items.size() < limit) {
          items.add(item);
        }
      }
      JsonNode next = page.path("next");
      if (items.size() >= limit || !next.isString()) {
        return new Listed(items, page.path("total").asLong(items.size()));
      }
      parameters.put("after", next.asString());
    }
  }
}
