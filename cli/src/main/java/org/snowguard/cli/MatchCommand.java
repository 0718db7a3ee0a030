package org.snowguard.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.match.LearnedAliases;
import org.snowguard.core.match.Matcher;
import org.snowguard.core.match.Tier;
import org.snowguard.core.nixpkgs.ChannelPackages;
import org.snowguard.core.project.ProjectClustering;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code snowguard match}: records and packages in, one line a suggestion out. */
@Command(
    name = "match",
    mixinStandardHelpOptions = true,
    description = {
      "Says which packages each vulnerability record speaks of, and whether they are affected.",
      "Prints one JSON line a suggestion, sorted by id, falling probability, project.",
      "The form is a contract: docs/schema/match-1.schema.json."
    },
    footer = {
      "",
      "Example:",
      "  snowguard match --cves cves.tar.xz --packages nixos-unstable=packages.json.br >"
          + " matches.jsonl"
    })
final class MatchCommand implements Callable<Integer> {

  private static final int OUTPUT_BUFFER = 1 << 16;

  @Option(
      names = "--cves",
      required = true,
      arity = "1..*",
      paramLabel = "PATH",
      description =
          "Records in CVE JSON 5: directories, files, .tar.xz, .zip. Of several records of one id"
              + " the one updated last counts.")
  private List<Path> cves = new ArrayList<>();

  @Option(
      names = "--records",
      arity = "1..*",
      paramLabel = "PATH",
      description =
          "Records of others: OSV databases and responses of the NVD's API 2.0, as directories,"
              + " files or archives. Each is read as evidence for the CVE ids that it aliases;"
              + " one without a CVE id is a vulnerability of its own.")
  private List<Path> records = new ArrayList<>();

  @Mixin private ChannelOptions channelOptions = new ChannelOptions();

  @Option(
      names = "--aliases",
      paramLabel = "FILE",
      description =
          "What decisions taught about names: a tab-separated file; docs/match.md says its"
              + " columns.")
  private @Nullable Path aliases;

  @Option(
      names = "--tier",
      split = ",",
      paramLabel = "TIER",
      description = "Only these tiers: likely, possible, weak; all unless given.")
  private List<String> tiers = new ArrayList<>();

  @Option(names = "--quiet", description = "No progress, no summary; problems are still told.")
  private boolean quiet;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    Set<Tier> wanted = wantedTiers();
    PrintWriter err = spec.commandLine().getErr();
    Problems problems = new Problems(err);
    MatchRun run;
    try (Progress progress = Progress.onTerminal(quiet)) {
      List<ChannelPackages> channels =
          channelOptions.inputs(spec.commandLine()).read(progress, problems);
      progress.working("Building the index");
      Matcher matcher = Matcher.of(channels, ProjectClustering.cluster(channels), readAliases());
      run = new MatchRun(matcher, wanted);
      if (!records.isEmpty()) {
        run.unite(records, problems, progress.bytesOf("Reading records"));
      }
      run.match(cves, problems, progress.bytesOf("Matching"));
    }
    OutputStream out = new BufferedOutputStream(System.out, OUTPUT_BUFFER);
    run.write(out);
    out.flush();
    problems.summarise();
    if (!quiet) {
      err.println(run.summary());
    }
    return run.readNothing() ? Snowguard.UNREADABLE_INPUT : 0;
  }

  private Set<Tier> wantedTiers() {
    Set<Tier> wanted = EnumSet.noneOf(Tier.class);
    for (String text : tiers) {
      wanted.add(
          Arrays.stream(Tier.values())
              .filter(tier -> tier.text().equals(text))
              .findFirst()
              .orElseThrow(
                  () ->
                      new ParameterException(
                          spec.commandLine(),
                          "--tier '" + text + "' is none of likely, possible, weak")));
    }
    return wanted.isEmpty() ? EnumSet.allOf(Tier.class) : wanted;
  }

  private LearnedAliases readAliases() throws IOException {
    if (aliases == null) {
      return LearnedAliases.NONE;
    }
    try {
      return LearnedAliases.parse(aliases.toString(), Files.readAllLines(aliases));
    } catch (IllegalArgumentException e) {
      throw new IOException("reading aliases from %s: %s".formatted(aliases, e.getMessage()), e);
    }
  }
}
