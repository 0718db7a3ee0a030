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

/** {@code snowguard search}: which vulnerabilities are about which projects, decided or not. */
@Command(
    name = "search",
    mixinStandardHelpOptions = true,
    description = "Looks among all suggestions of the server, decided or not.",
    footer = {
      "",
      "Example:",
      "  snowguard search --cvss '>=7' --vector AV:N,PR:N --channel nixos-26.05 --status affected"
    })
public final class SearchCommand implements Callable<Integer> {

  @Mixin private ListConditions conditions = new ListConditions();

  @Option(names = "--limit", paramLabel = "N", description = "At most so many; 100 unless given.")
  private int limit = 100;

  @Option(names = "--json", description = "One line of JSON each.")
  private boolean isJson;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    Map<String, String> parameters = new TreeMap<>(conditions.parameters());
    parameters.put("tab", "all");
    try (ServerConnection server = ServerConnection.open()) {
      SuggestionTable.print(server, parameters, limit, isJson, spec.commandLine().getOut());
    }
    return 0;
  }
}
