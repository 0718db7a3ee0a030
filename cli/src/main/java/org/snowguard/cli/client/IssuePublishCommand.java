package org.snowguard.cli.client;

import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code snowguard issue publish}: shows what would be written, and writes it if told to. */
@Command(
    name = "publish",
    mixinStandardHelpOptions = true,
    description = {
      "Shows what a publication would write, asks, and publishes exactly that.",
      "If it has changed meanwhile, nothing is published; the exit code is 3."
    },
    footer = {
      "",
      "Examples:",
      "  snowguard issue publish 31",
      "  snowguard issue publish 31 --attach 4711 --yes",
      "  snowguard issue publish 31 --preview --json"
    })
final class IssuePublishCommand implements Callable<Integer> {

  private static final String NEW = "new";

  /** Where it goes on GitHub; neither: where the preview proposes. */
  static final class Target {
    @Option(
        names = "--attach",
        paramLabel = "N",
        required = true,
        description = "GitHub issue or pull request N stands for it; nothing is written there.")
    private @Nullable Long attach;

    @Option(names = "--new", required = true, description = "Open a new GitHub issue.")
    private boolean isNew;
  }

  @Parameters(paramLabel = "ISSUE", description = "Number of the draft.")
  private long id;

  @ArgGroup private @Nullable Target target;

  @Option(
      names = "--tick",
      paramLabel = "CHECK",
      split = ",",
      description = "You have seen what this check of the preview says, and go on.")
  private @Nullable List<String> ticked;

  @Option(names = "--yes", description = "Publish without asking.")
  private boolean isYes;

  @Option(names = "--preview", description = "Show it, and publish nothing.")
  private boolean isPreview;

  @Option(
      names = "--fingerprint",
      paramLabel = "F",
      description = "Of the preview that you looked at (in its JSON): refused if it is another.")
  private @Nullable String fingerprint;

  @Option(names = "--json", description = "As the server answers; the preview with --preview.")
  private boolean isJson;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    if (isYes && isPreview) {
      throw new ParameterException(spec.commandLine(), "Either --yes or --preview.");
    }
    if (isJson && !isYes && !isPreview) {
      throw new ParameterException(
          spec.commandLine(), "--json asks nothing: add --preview to look, or --yes to publish.");
    }
    PrintWriter out = spec.commandLine().getOut();
    try (ServerConnection server = ServerConnection.open()) {
      JsonNode preview = server.get("/issue/" + id + "/publish", Map.of());
      if (!isJson) {
        PublicationText.print(preview, out);
        out.println();
        line(out, where(preview));
      } else if (isPreview) {
        out.println(preview);
      }
      out.flush();
      return isPreview ? 0 : publish(server, preview, out);
    }
  }

  private int publish(ServerConnection server, JsonNode preview, PrintWriter out)
      throws IOException {
    List<String> seen = new ArrayList<>(ticked == null ? List.of() : ticked);
    mustBePossible(preview);
    if (!isYes && !asked(preview, seen)) {
      return ClientFailure.REFUSED;
    }
    mustBeTicked(preview, seen);
    List<Map.Entry<String, String>> fields = new ArrayList<>();
    fields.add(Map.entry("revision", String.valueOf(preview.path("revision").asInt())));
    fields.add(
        Map.entry(
            "fingerprint",
            fingerprint == null ? PublicationText.text(preview, "fingerprint") : fingerprint));
    fields.add(Map.entry("target", target(preview)));
    seen.forEach(code -> fields.add(Map.entry("ticked", code)));
    JsonNode answer = server.post("/issue/" + id + "/publish", fields);
    out.println(
        isJson
            ? answer.toString()
            : Table.plain(
                "%s (%s)"
                    .formatted(
                        answer.path("notice").asString("Published."),
                        answer.path("path").asString(""))));
    out.flush();
    return 0;
  }

  /** {@code new}, or the number of the GitHub issue that stands for it. */
  private String target(JsonNode preview) {
    if (target != null && target.attach != null) {
      return target.attach.toString();
    }
    if (target != null && target.isNew) {
      return NEW;
    }
    JsonNode chosen = preview.path("chosen");
    return chosen.isNumber() ? chosen.asString() : NEW;
  }

  private String where(JsonNode preview) {
    String number = target(preview);
    if (!number.equals(NEW)) {
      return "It is attached to #%s, where nothing is written; --new opens another one."
          .formatted(number);
    }
    return preview.path("writes").asBoolean()
        ? "It becomes a new GitHub issue."
        : "It is published on this server.";
  }

  private static void mustBePossible(JsonNode preview) throws ClientFailure {
    for (JsonNode check : preview.path("checks")) {
      if (check.path("hard").asBoolean()) {
        throw new ClientFailure(
            ClientFailure.REFUSED,
            "nothing was published: " + Table.plain(PublicationText.text(check, "words")));
      }
    }
  }

  private static void mustBeTicked(JsonNode preview, List<String> seen) throws ClientFailure {
    for (JsonNode check : preview.path("checks")) {
      String code = PublicationText.text(check, "code");
      if (!seen.contains(code)) {
        throw new ClientFailure(
            ClientFailure.REFUSED,
            Table.plain(
                "nothing was published: %s Add --tick %s if it is to be published nevertheless."
                    .formatted(PublicationText.text(check, "words"), code)));
      }
    }
  }

  /** Asks of each check that nobody ticked, then of the whole. */
  private boolean asked(JsonNode preview, List<String> seen) {
    Console console = System.console();
    if (console == null || !console.isTerminal()) {
      throw new ParameterException(
          spec.commandLine(),
          "Nothing was published: there is no terminal to ask. Add --yes to publish what is"
              + " shown.");
    }
    for (JsonNode check : preview.path("checks")) {
      String code = PublicationText.text(check, "code");
      if (!seen.contains(code)) {
        if (!isYes(console, Table.plain(PublicationText.text(check, "words")) + " Go on? [y/N] ")) {
          return false;
        }
        seen.add(code);
      }
    }
    return isYes(console, "Publish it? [y/N] ");
  }

  private static boolean isYes(Console console, String question) {
    String typed = console.readLine("%s", question);
    String answer = typed == null ? "" : typed.strip().toLowerCase(Locale.ROOT);
    return answer.equals("y") || answer.equals("yes");
  }

  private static void line(PrintWriter out, String text) {
    out.println(Table.plain(text));
  }
}
