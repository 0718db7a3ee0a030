package org.snowguard.cli.client;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Lists suggestions, page by page. */
final class SuggestionTable {

  private static final List<String> WORST_FIRST =
      List.of("affected", "unknown", "acknowledged", "patched", "not_affected");

  private SuggestionTable() {}

  /** One line of JSON each, or a table; gives how many there are in all. */
  static void print(
      ServerConnection server,
      Map<String, String> parameters,
      int limit,
      boolean isJson,
      PrintWriter out)
      throws IOException {
    Listed listed = Listed.read(server, "/queue", parameters, limit);
    if (isJson) {
      listed.items().forEach(item -> out.println(item));
      out.flush();
      return;
    }
    if (listed.items().isEmpty()) {
      boolean isEverywhere = "all".equals(parameters.get("tab"));
      out.println(isEverywhere ? "Nothing." : "Nothing here. (--tab all looks everywhere.)");
      out.flush();
      return;
    }
    Table table = new Table("NUMBER", "ID", "PROJECT", "CVSS", "TIER", "STATE", "VERDICT", "TITLE");
    listed.items().forEach(item -> table.add(row(item)));
    table.print(out, Table.terminalWidth());
    if (listed.total() > listed.items().size()) {
      out.println("%d of %d; --limit shows more.".formatted(listed.items().size(), listed.total()));
      out.flush();
    }
  }

  private static String[] row(JsonNode item) {
    return new String[] {
      item.path("id").asString(),
      item.path("vulnerability").asString(),
      item.path("project").asString(),
      item.path("score").isNumber() ? item.path("score").asString() : "-",
      text(item, "tier"),
      item.path("state").asString(),
      verdicts(item),
      item.path("title").asString()
    };
  }

  static String text(JsonNode item, String member) {
    JsonNode value = item.path(member);
    return value.isNull() || value.isMissingNode() ? "-" : value.asString();
  }

  /** In how many of the supported channels the worst holds. */
  private static String verdicts(JsonNode item) {
    Map<String, Integer> channels = new LinkedHashMap<>();
    int supported = 0;
    for (JsonNode channel : item.path("channels")) {
      if (channel.path("supported").asBoolean()) {
        supported++;
        channels.merge(worst(channel), 1, Integer::sum);
      }
    }
    for (String verdict : WORST_FIRST) {
      if (channels.containsKey(verdict)) {
        return "%s %d/%d".formatted(verdict.replace('_', ' '), channels.get(verdict), supported);
      }
    }
    return "-";
  }

  static String worst(JsonNode channel) {
    List<String> verdicts = new ArrayList<>();
    channel.path("packages").forEach(line -> verdicts.add(line.path("verdict").asString()));
    return WORST_FIRST.stream().filter(verdicts::contains).findFirst().orElse("unknown");
  }
}
