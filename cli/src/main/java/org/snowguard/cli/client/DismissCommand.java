package org.snowguard.cli.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.triage.DismissReason;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code snowguard dismiss}: the vulnerability is no matter for the project. */
@Command(
    name = "dismiss",
    mixinStandardHelpOptions = true,
    description = "Dismisses suggestions, with a reason.",
    footer = {
      "",
      "Reasons: not-the-same-software, version-never-affected, already-patched,",
      "  only-another-platform, hosted-service-only, not-in-nixpkgs, duplicate,",
      "  rejected-or-disputed-upstream, risk-accepted, other (with a note)",
      "",
      "Example:",
      "  snowguard dismiss 1207 --reason not-the-same-software"
    })
public final class DismissCommand implements Callable<Integer> {

  @Parameters(arity = "1..*", paramLabel = "NUMBER", description = "As queue and search list them.")
  private List<Long> numbers = new ArrayList<>();

  @Option(names = "--reason", required = true, paramLabel = "REASON", description = "See below.")
  private String reason = "";

  @Option(names = "--note", paramLabel = "TEXT", description = "In words.")
  private @Nullable String note;

  @Option(
      names = "--review",
      paramLabel = "DATE",
      description = "When to look again, for a risk that is accepted.")
  private @Nullable String review;

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
    List<Map.Entry<String, String>> fields = new ArrayList<>();
    fields.add(Map.entry("reason", reason().text()));
    if (note != null) {
      fields.add(Map.entry("note", note));
    }
    if (review != null) {
      fields.add(Map.entry("review", review));
    }
    return DecisionCommand.act(
        numbers, "dismiss", revision, fields, isJson, spec.commandLine().getOut());
  }

  private DismissReason reason() {
    for (DismissReason known : DismissReason.values()) {
      if (known.text().equals(reason.replace('-', '_'))) {
        return known;
      }
    }
    throw new ParameterException(
        spec.commandLine(),
        "No reason is called \"%s\"; use one of %s."
            .formatted(
                reason,
                Arrays.stream(DismissReason.values())
                    .map(known -> known.text().replace('_', '-'))
                    .collect(Collectors.joining(", "))));
  }
}
