package org.snowguard.cli.client;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code snowguard issue}: drafts and issues of the server. */
@Command(
    name = "issue",
    mixinStandardHelpOptions = true,
    description = "Lists, shows, edits and publishes drafts and issues.",
    subcommands = IssuePublishCommand.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  snowguard issue list --state published --channel nixos-26.05",
      "  snowguard issue new --title 'openssl: overflow' --project openssl --vulnerability"
          + " CVE-2024-1",
      "  snowguard issue publish 31"
    })
public final class IssueCommand implements Runnable {

  private static final String ID = "Its number, or its public id.";
  private static final String JSON = "As the server answers.";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command?");
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists issues of one state.")
  int list(
      @Option(
              names = "--state",
              paramLabel = "STATE",
              description = "draft (unless given, for who may see drafts), published or closed.")
          @Nullable String state,
      @Option(names = "--project", paramLabel = "PROJECT", description = "About this project.")
          @Nullable String project,
      @Option(names = "--channel", paramLabel = "CHANNEL", description = "Open in this channel.")
          @Nullable String channel,
      @Option(names = "--assignee", paramLabel = "NAME", description = "Somebody's; me: yours.")
          @Nullable String assignee,
      @Option(names = "--limit", defaultValue = "50", description = "At most so many.") int limit,
      @Option(names = "--json", description = "One line of JSON each.") boolean isJson)
      throws IOException {
    Map<String, String> parameters = new LinkedHashMap<>();
    put(parameters, "state", state);
    put(parameters, "project", project);
    put(parameters, "channel", channel);
    put(parameters, "assignee", assignee);
    PrintWriter out = spec.commandLine().getOut();
    try (ServerConnection server = ServerConnection.open()) {
      Listed listed = Listed.read(server, "/issues", parameters, limit);
      if (isJson) {
        listed.items().forEach(out::println);
      } else if (listed.items().isEmpty()) {
        out.println("None.");
      } else {
        table(listed).print(out, Table.terminalWidth());
      }
      out.flush();
    }
    return 0;
  }

  private static void put(Map<String, String> parameters, String name, @Nullable String value) {
    if (value != null) {
      parameters.put(name, value);
    }
  }

  private static Table table(Listed listed) {
    Table table = new Table("NUMBER", "ID", "STATE", "PRIORITY", "ASSIGNEE", "OPEN IN", "TITLE");
    for (JsonNode issue : listed.items()) {
      table.add(
          issue.path("number").asString(),
          publicId(issue),
          issue.path("state").asString(),
          SuggestionTable.text(issue, "priority"),
          SuggestionTable.text(issue, "assignee"),
          openIn(issue),
          issue.path("title").asString());
    }
    return table;
  }

  /** A draft is known by its number alone. */
  private static String publicId(JsonNode issue) {
    return issue.path("state").asString().equals("draft") ? "-" : issue.path("id").asString();
  }

  private static String openIn(JsonNode issue) {
    List<String> open = new ArrayList<>();
    for (JsonNode channel : issue.path("channels")) {
      if (channel.path("open").asBoolean()) {
        open.add(channel.path("channel").asString());
      }
    }
    return open.isEmpty() ? "-" : String.join(", ", open);
  }

  @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows one.")
  int show(
      @Parameters(paramLabel = "ISSUE", description = ID) String id,
      @Option(names = "--json", description = JSON) boolean isJson)
      throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    try (ServerConnection server = ServerConnection.open()) {
      JsonNode issue = server.get("/issue/" + ServerConnection.segment(id), Map.of());
      if (isJson) {
        out.println(issue);
      } else {
        print(issue, out);
      }
      out.flush();
    }
    return 0;
  }

  private static void print(JsonNode issue, PrintWriter out) {
    line(
        out,
        "%s %s: %s"
            .formatted(
                issue.path("state").asString(),
                issue.path("id").asString(),
                issue.path("title").asString()));
    line(
        out,
        "Priority %s, by %s, assigned to %s"
            .formatted(
                SuggestionTable.text(issue, "priority"),
                issue.path("createdBy").asString(),
                SuggestionTable.text(issue, "assignee")));
    for (JsonNode vulnerability : issue.path("vulnerabilities")) {
      line(
          out,
          "%s: %s"
              .formatted(
                  vulnerability.path("id").asString(), vulnerability.path("headline").asString()));
    }
    for (JsonNode subject : issue.path("subjects")) {
      line(
          out,
          "About the %s %s"
              .formatted(subject.path("kind").asString(), subject.path("name").asString()));
    }
    for (JsonNode channel : issue.path("channels")) {
      line(
          out,
          "%s: %s"
              .formatted(
                  channel.path("channel").asString(),
                  channel.path("worst").asString().replace('_', ' ')));
    }
    String description = issue.path("description").asString("");
    if (!description.isBlank()) {
      out.println();
      description.lines().forEach(words -> line(out, words));
    }
  }

  private static void line(PrintWriter out, String text) {
    out.println(Table.plain(text));
  }

  @Command(name = "new", mixinStandardHelpOptions = true, description = "Makes a draft by hand.")
  int make(
      @Option(names = "--title", required = true, description = "What it says in a line.")
          String title,
      @Option(names = "--description", defaultValue = "", description = "In Markdown.")
          String description,
      @Option(names = "--project", paramLabel = "PROJECT", description = "What it is about.")
          @Nullable List<String> projects,
      @Option(names = "--vulnerability", paramLabel = "ID", description = "Ids may come later.")
          @Nullable List<String> vulnerabilities,
      @Option(names = "--json", description = JSON) boolean isJson)
      throws IOException {
    return act(
        "/issues/new",
        List.of(
            Map.entry("title", title),
            Map.entry("description", description),
            Map.entry("kind", "project"),
            Map.entry("name", words(projects)),
            Map.entry("vulnerabilities", words(vulnerabilities))),
        isJson);
  }

  private static String words(@Nullable List<String> several) {
    return several == null ? "" : String.join(" ", several);
  }

  @Command(
      name = "claim",
      mixinStandardHelpOptions = true,
      description = "Says that you work on it, for some hours.")
  int claim(
      @Parameters(paramLabel = "ISSUE", description = "Its number.") long id,
      @Option(names = "--over", description = "Though another holds it.") boolean isOver,
      @Option(names = "--json", description = JSON) boolean isJson)
      throws IOException {
    return act(
        "/issue/" + id + "/claim", List.of(Map.entry("over", String.valueOf(isOver))), isJson);
  }

  @Command(name = "close", mixinStandardHelpOptions = true, description = "Closes one.")
  int close(
      @Parameters(paramLabel = "ISSUE", description = "Its number.") long id,
      @Option(
              names = "--reason",
              required = true,
              paramLabel = "REASON",
              description = "fixed, not-affected, will-not-fix, duplicate or withdrawn.")
          String reason,
      @Option(
              names = "--duplicate-of",
              paramLabel = "ISSUE",
              description = "Number of the issue that it is a duplicate of.")
          @Nullable Long duplicateOf,
      @Option(names = "--note", defaultValue = "", description = "In words.") String note,
      @Option(names = "--json", description = JSON) boolean isJson)
      throws IOException {
    List<Map.Entry<String, String>> fields = new ArrayList<>();
    fields.add(Map.entry("reason", reason.replace('-', '_')));
    fields.add(Map.entry("note", note));
    if (duplicateOf != null) {
      fields.add(Map.entry("duplicateOf", duplicateOf.toString()));
    }
    return act("/issue/" + id + "/close", fields, isJson);
  }

  @Command(name = "reopen", mixinStandardHelpOptions = true, description = "Opens one again.")
  int reopen(
      @Parameters(paramLabel = "ISSUE", description = "Its number.") long id,
      @Option(names = "--note", defaultValue = "", description = "In words.") String note,
      @Option(names = "--json", description = JSON) boolean isJson)
      throws IOException {
    return act("/issue/" + id + "/reopen", List.of(Map.entry("note", note)), isJson);
  }

  private int act(String path, List<Map.Entry<String, String>> fields, boolean isJson)
      throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    try (ServerConnection server = ServerConnection.open()) {
      JsonNode answer = server.post(path, fields);
      String at = answer.path("path").asString("");
      out.println(
          isJson
              ? answer.toString()
              : Table.plain("%s (%s)".formatted(answer.path("notice").asString("Done."), at)));
      out.flush();
    }
    return 0;
  }
}
