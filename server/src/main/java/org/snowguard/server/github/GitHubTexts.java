package org.snowguard.server.github;

import java.util.ArrayList;
import java.util.List;
import org.snowguard.formats.json.StorableText;
import tools.jackson.databind.JsonNode;

/** Texts of GitHub's answers, as they may be stored. */
public final class GitHubTexts {

  private static final int LONGEST_TITLE = 1000;

  private GitHubTexts() {}

  /** Empty where there is none. */
  public static String text(JsonNode node, String field) {
    return StorableText.of(node.path(field).asString(""));
  }

  /** Cut where it is longer than any that GitHub takes. */
  static String title(JsonNode node) {
    String title = text(node, "title");
    return title.substring(0, Math.min(title.length(), LONGEST_TITLE));
  }

  /** Of labels: older webhooks write them as mere strings. */
  static List<String> names(JsonNode nodes) {
    return all(nodes, "name");
  }

  /** One text of each node, or the node itself where it is one. */
  static List<String> all(JsonNode nodes, String field) {
    List<String> texts = new ArrayList<>();
    for (JsonNode node : nodes) {
      texts.add(node.isString() ? StorableText.of(node.stringValue()) : text(node, field));
    }
    return texts;
  }
}
