package org.snowguard.cli.client;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code snowguard show}: one suggestion, vulnerability or package, with its reasons. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Shows a suggestion by its number, a vulnerability by its id, or a package.",
    footer = {"", "Examples:", "  snowguard show 1207", "  snowguard show CVE-2024-3094"})
public final class ShowCommand implements Callable<Integer> {

  private static final Pattern NUMBER = Pattern.compile("[0-9]+");
  private static final Pattern VULNERABILITY =
      Pattern.compile("(?:CVE|GHSA|OSV|PYSEC|RUSTSEC|GO)-.*", Pattern.CASE_INSENSITIVE);

  @Parameters(index = "0", paramLabel = "WHAT", description = "1207, CVE-2024-3094 or openssl.")
  private String what = "";

  @Option(names = "--json", description = "As the server answers.")
  private boolean isJson;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    boolean isSuggestion = NUMBER.matcher(what).matches();
    boolean isVulnerability = VULNERABILITY.matcher(what).matches();
    String kind = isSuggestion ? "/queue/" : isVulnerability ? "/vulnerability/" : "/package/";
    JsonNode shown;
    try (ServerConnection server = ServerConnection.open()) {
      shown = server.get(kind + ServerConnection.segment(what), Map.of());
    }
    PrintWriter out = spec.commandLine().getOut();
    if (isJson) {
      out.println(shown);
    } else if (isSuggestion) {
      suggestion(shown, out);
    } else if (isVulnerability) {
      vulnerability(shown, out);
    } else {
      attribute(shown, out);
    }
    out.flush();
    return 0;
  }

  private static void suggestion(JsonNode card, PrintWriter out) {
    line(
        out,
        "%s and %s: %s"
            .formatted(
                card.path("vulnerability").asString(),
                card.path("project").asString(),
                card.path("state").asString()));
    line(out, card.path("title").asString());
    line(
        out,
        "CVSS %s (%s), %s, tier %s"
            .formatted(
                SuggestionTable.text(card, "score"),
                SuggestionTable.text(card, "severity"),
                SuggestionTable.text(card, "vector"),
                SuggestionTable.text(card, "tier")));
    line(out, "Why: " + card.path("why").asString());
    if (card.path("whyNot").isString()) {
      line(out, "Why not: " + card.path("whyNot").asString());
    }
    for (JsonNode channel : card.path("channels")) {
      for (JsonNode packages : channel.path("packages")) {
        line(
            out,
            "%s%s: %s is %s. %s"
                .formatted(
                    channel.path("channel").asString(),
                    channel.path("supported").asBoolean() ? "" : " (past its end)",
                    packages.path("label").asString(),
                    packages.path("verdict").asString().replace('_', ' '),
                    packages.path("reason").asString()));
      }
    }
  }

  private static void vulnerability(JsonNode page, PrintWriter out) {
    JsonNode vulnerability = page.path("vulnerability");
    line(
        out,
        "%s: %s"
            .formatted(
                vulnerability.path("id").asString(), SuggestionTable.text(vulnerability, "title")));
    line(
        out,
        "CVSS %s (%s), %s"
            .formatted(
                SuggestionTable.text(vulnerability, "cvssScore"),
                SuggestionTable.text(vulnerability, "severity"),
                SuggestionTable.text(vulnerability, "cvssVector")));
    line(out, page.path("description").asString());
    for (JsonNode view : page.path("links")) {
      JsonNode link = view.path("link");
      line(
          out,
          "About %s: %s, tier %s (suggestion %s)"
              .formatted(
                  link.path("project").asString(),
                  link.path("state").asString(),
                  SuggestionTable.text(link, "tier"),
                  link.path("id").asString()));
    }
  }

  private static void attribute(JsonNode page, PrintWriter out) {
    line(
        out,
        "%s: %s"
            .formatted(
                page.path("attribute").asString(), SuggestionTable.text(page, "description")));
    for (JsonNode version : page.path("versions")) {
      line(
          out,
          "%s has %s"
              .formatted(
                  version.path("channel").asString(), SuggestionTable.text(version, "version")));
    }
    for (JsonNode count : page.path("verdicts")) {
      line(
          out,
          "%s: %s vulnerabilities"
              .formatted(
                  count.path("verdict").asString().replace('_', ' '),
                  count.path("count").asString()));
    }
  }

  private static void line(PrintWriter out, String text) {
    out.println(Table.plain(text));
  }
}
