package org.snowguard.cli.client;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Decides on suggestions one after the other; each tells what came of it. */
final class DecisionCommand {

  private DecisionCommand() {}

  /**
   * Acts on each as it is now, or as it was seen.
   *
   * @param revision of the suggestion as it was seen, or 0: as it is now
   */
  static int act(
      List<Long> numbers,
      String action,
      int revision,
      List<Map.Entry<String, String>> fields,
      boolean isJson,
      PrintWriter out)
      throws IOException {
    try (ServerConnection server = ServerConnection.open()) {
      for (long number : numbers) {
        JsonNode card = server.get("/queue/" + number, Map.of());
        List<Map.Entry<String, String>> all = new ArrayList<>(fields);
        int seen = revision > 0 ? revision : card.path("revision").asInt();
        all.add(Map.entry("revision", String.valueOf(seen)));
        JsonNode answer = server.post("/queue/" + number + "/" + action, all);
        out.println(isJson ? answer.toString() : sentence(number, card, answer));
        out.flush();
      }
    }
    return 0;
  }

  private static String sentence(long number, JsonNode card, JsonNode answer) {
    return Table.plain(
        "%d (%s, %s): %s"
            .formatted(
                number,
                card.path("vulnerability").asString(),
                card.path("project").asString(),
                answer.path("notice").asString("done")));
  }
}
