package org.snowguard.cli.client;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The server's preview of a publication, for a terminal. */
final class PublicationText {

  private PublicationText() {}

  static void print(JsonNode preview, PrintWriter out) {
    line(out, "%s: %s".formatted(text(preview, "publicId"), text(preview, "draft")));
    line(out, text(preview, "mode"));
    for (JsonNode check : preview.path("checks")) {
      line(
          out,
          check.path("hard").asBoolean()
              ? "To be mended first: " + text(check, "words")
              : "To be seen (--tick %s): %s".formatted(text(check, "code"), text(check, "words")));
    }
    if (preview.path("writes").asBoolean()) {
      onGitHub(preview, out);
    }
    written(preview, out);
  }

  private static void onGitHub(JsonNode preview, PrintWriter out) {
    for (JsonNode found : preview.path("named")) {
      line(
          out,
          "On GitHub: #%d, %s, %s: %s"
              .formatted(
                  found.path("number").asLong(),
                  found.path("pullRequest").asBoolean() ? "pull request" : "issue",
                  text(found, "state"),
                  text(found, "title")));
    }
    preview.path("mentioned").forEach(words -> line(out, words.asString()));
  }

  private static void written(JsonNode preview, PrintWriter out) {
    List<String> labels = new ArrayList<>();
    preview.path("labels").forEach(label -> labels.add(label.asString()));
    out.println();
    line(out, "What a new GitHub issue says: " + text(preview, "title"));
    line(out, "Labels: " + (labels.isEmpty() ? "none" : String.join(", ", labels)));
    out.println();
    block(out, text(preview, "text"));
    int number = 0;
    for (JsonNode comment : preview.path("comments")) {
      number++;
      out.println();
      line(out, "Comment " + number + ":");
      block(out, comment.asString());
    }
  }

  /** Indented, so that no line of it reads as one of ours. */
  private static void block(PrintWriter out, String text) {
    text.lines().forEach(words -> out.println(("  " + Table.plain(words)).stripTrailing()));
  }

  static String text(JsonNode node, String name) {
    return node.path(name).asString("");
  }

  private static void line(PrintWriter out, String text) {
    out.println(Table.plain(text));
  }
}
