package org.snowguard.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.snowguard.core.explain.Explainer;
import org.snowguard.core.explain.Explanation;
import org.snowguard.core.explain.ExplanationText;
import org.snowguard.core.match.LearnedAliases;
import org.snowguard.core.match.Matcher;
import org.snowguard.core.nixpkgs.ChannelPackages;
import org.snowguard.core.project.ProjectClustering;
import org.snowguard.core.project.ProjectGroup;
import org.snowguard.core.record.VulnerabilityRecord;
import org.snowguard.formats.suggestion.ExplanationWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code snowguard explain}: why a record is or is not about a package, for a person. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = {
      "Says why a record is or is not about a package, and why that is affected or not.",
      "Each reason comes with its weight and the place in the record (a JSON pointer)."
    },
    footer = {
      "",
      "Example:",
      "  snowguard explain CVE-2023-32681 python3Packages.requests --cves CVE-2023-32681.json"
          + " --packages nixos-unstable=packages.json.br"
    })
final class ExplainCommand implements Callable<Integer> {

  private static final int LIKE_SHOWN = 5;

  @Parameters(index = "0", paramLabel = "ID", description = "The record's id.")
  private String id = "";

  @Parameters(index = "1..*", arity = "1..*", paramLabel = "ATTRIBUTE", description = "Packages.")
  private List<String> attributes = new ArrayList<>();

  @Option(
      names = "--cves",
      required = true,
      arity = "1..*",
      paramLabel = "PATH",
      description = "Where the record is: a file, or directories and archives as for match.")
  private List<Path> cves = new ArrayList<>();

  @Option(
      names = "--records",
      arity = "1..*",
      paramLabel = "PATH",
      description = "Records of others, OSV and NVD, as for match.")
  private List<Path> records = new ArrayList<>();

  @Mixin private ChannelOptions channelOptions = new ChannelOptions();

  @Option(names = "--json", description = "One JSON line a package, with all reasons.")
  private boolean json;

  @Option(names = "--quiet", description = "No progress; problems are still told.")
  private boolean quiet;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    Problems problems = new Problems(spec.commandLine().getErr());
    VulnerabilityRecord record;
    List<ProjectGroup> projects;
    Explainer explainer;
    try (Progress progress = Progress.onTerminal(quiet)) {
      Set<String> wanted = Set.of(NamedRecords.key(id));
      record =
          NamedRecords.read(cves, records, wanted, problems, progress.bytesOf("Looking for " + id))
              .get(id);
      if (record == null) {
        return Snowguard.UNREADABLE_INPUT;
      }
      List<ChannelPackages> channels =
          channelOptions.inputs(spec.commandLine()).read(progress, problems);
      progress.working("Building the index");
      projects = ProjectClustering.cluster(channels);
      explainer = Explainer.of(Matcher.of(channels, projects, LearnedAliases.NONE), projects);
    }
    boolean unknown = false;
    for (String attribute : attributes) {
      Explanation explanation = explainer.explain(record, attribute).orElse(null);
      if (explanation == null) {
        unknown = true;
        problems.report("no channel given has " + attribute + like(projects, attribute));
      } else {
        print(explanation);
      }
    }
    problems.summarise();
    return unknown ? Snowguard.UNREADABLE_INPUT : 0;
  }

  /** Attributes of the same last part: {@code requests} may mean one of a package set. */
  private static String like(List<ProjectGroup> projects, String attribute) {
    List<String> alike =
        projects.stream()
            .flatMap(project -> project.attributes().stream())
            .filter(other -> other.endsWith("." + attribute))
            .sorted()
            .limit(LIKE_SHOWN)
            .toList();
    return alike.isEmpty() ? "" : "; did you mean " + String.join(", ", alike) + "?";
  }

  private void print(Explanation explanation) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.print(
          new String(ExplanationWriter.line(explanation), java.nio.charset.StandardCharsets.UTF_8));
    } else {
      Ansi ansi = spec.commandLine().getColorScheme().ansi();
      ExplanationText.lines(explanation).forEach(line -> out.println(styled(line, ansi)));
      out.println();
    }
    out.flush();
  }

  /** Colour only where picocli finds a terminal that wants it (NO_COLOR and the like). */
  private static String styled(ExplanationText.Line line, Ansi ansi) {
    IStyle style =
        switch (line.kind()) {
          case TITLE -> Style.bold;
          case ANSWER, VERDICT -> Style.fg_cyan;
          case FOR -> Style.fg_green;
          case AGAINST -> Style.fg_red;
          case NOTE -> Style.faint;
        };
    return ansi.enabled() ? style.on() + line.text() + Style.off(style) : line.text();
  }
}
