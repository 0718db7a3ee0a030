package org.snowguard.cli.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code snowguard accept}: the vulnerability is about the project; a draft collects it. */
@Command(
    name = "accept",
    mixinStandardHelpOptions = true,
    description = "Accepts suggestions into a new draft each, or into one that is given.",
    footer = {"", "Example:", "  snowguard accept 1207 1210 --into 31"})
public final class AcceptCommand implements Callable<Integer> {

  @Parameters(arity = "1..*", paramLabel = "NUMBER", description = "As queue and search list them.")
  private List<Long> numbers = new ArrayList<>();

  @Option(names = "--into", paramLabel = "ISSUE", description = "The number of an open draft.")
  private @Nullable Long into;

  @Option(
      names = "--revision",
      paramLabel = "N",
      description = "As you saw it; refused if somebody changed it since.")
  private int revision;

  @Option(names = "--json", description = "The server's answers, one line each.")
  private boolean isJson;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    List<Map.Entry<String, String>> fields =
        into == null ? List.of() : List.of(Map.entry("into", into.toString()));
    return DecisionCommand.act(
        numbers, "accept", revision, fields, isJson, spec.commandLine().getOut());
  }
}
