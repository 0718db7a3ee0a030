package org.snowguard.cli.client;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which suggestions to list. */
final class ListConditions {

  @Option(names = "--cvss", paramLabel = "SCORE", description = "'>=7', '<4', '7-8.9' or '9.8'.")
  private @Nullable String cvss;

  @Option(
      names = "--vector",
      paramLabel = "METRICS",
      description = "Metrics of the CVSS vector, such as AV:N,PR:N.")
  private @Nullable String vector;

  @Option(names = "--severity", paramLabel = "WORD", description = "low, medium, high or critical.")
  private @Nullable String severity;

  @Option(names = "--channel", paramLabel = "CHANNEL", description = "Some package is in it.")
  private @Nullable String channel;

  @Option(
      names = "--status",
      paramLabel = "VERDICT",
      description =
          "Some package is affected, unknown, not-affected, patched or acknowledged; in the"
              + " channel, if one is given.")
  private @Nullable String status;

  @Option(names = "--project", paramLabel = "PROJECT", description = "About this project.")
  private @Nullable String project;

  @Option(names = "--package", paramLabel = "ATTRIBUTE", description = "About this package.")
  private @Nullable String attribute;

  @Option(
      names = "--maintainer",
      paramLabel = "LOGIN",
      description = "About a package that this person maintains.")
  private @Nullable String maintainer;

  @Option(names = "--tier", paramLabel = "TIER", description = "likely, possible or weak.")
  private @Nullable String tier;

  @Option(names = "--exploited", description = "Known to be exploited.")
  private boolean isExploited;

  @Option(names = "--words", paramLabel = "WORDS", description = "Words of the record.")
  private @Nullable String words;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  Map<String, String> parameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    try {
      if (cvss != null) {
        parameters.putAll(Cvss.score(cvss));
      }
      if (vector != null) {
        parameters.putAll(Cvss.vector(vector));
      }
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
    }
    put(parameters, "severity", severity);
    put(parameters, "channel", channel);
    put(parameters, "verdict", status == null ? null : status.replace('-', '_'));
    put(parameters, "project", project);
    put(parameters, "attribute", attribute);
    put(parameters, "maintainer", maintainer);
    put(parameters, "tier", tier);
    put(parameters, "exploited", isExploited ? "yes" : null);
    put(parameters, "q", words);
    return parameters;
  }

  private static void put(Map<String, String> parameters, String name, @Nullable String value) {
    if (value != null) {
      parameters.put(name, value);
    }
  }
}
