package org.snowguard.cli.client;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code snowguard queue}: what waits for a decision, in the queue's order. */
@Command(
    name = "queue",
    mixinStandardHelpOptions = true,
    description = "Lists what waits for a decision on the server, most urgent first.",
    footer = {
      "",
      "VERDICT is the worst one, and in how many of the supported channels that ship it:",
      "  affected 1/2 is affected in one of two.",
      "",
      "Example:",
      "  snowguard queue --project openssl"
    })
public final class QueueCommand implements Callable<Integer> {

  @Option(
      names = "--tab",
      paramLabel = "TAB",
      defaultValue = "pending",
      description =
          "pending (unless given), weak, backlog, settled, ruled, proposals, snoozed, dismissed,"
              + " accepted or all.")
  private String tab = "pending";

  @Mixin private ListConditions conditions = new ListConditions();

  @Option(names = "--limit", paramLabel = "N", description = "At most so many; 25 unless given.")
  private int limit = 25;

  @Option(names = "--json", description = "One line of JSON each.")
  private boolean isJson;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    Map<String, String> parameters = new TreeMap<>(conditions.parameters());
    parameters.put("tab", tab);
    try (ServerConnection server = ServerConnection.open()) {
      SuggestionTable.print(server, parameters, limit, isJson, spec.commandLine().getOut());
    }
    return 0;
  }
}
