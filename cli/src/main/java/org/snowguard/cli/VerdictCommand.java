package org.snowguard.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.snowguard.core.match.CaseMatcher;
import org.snowguard.core.match.LearnedAliases;
import org.snowguard.core.nixpkgs.ChannelPackages;
import org.snowguard.core.project.ProjectClustering;
import org.snowguard.core.record.VulnerabilityRecord;
import org.snowguard.formats.archive.ProgressListener;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code snowguard verdict}: is this version of this package affected? One answer a question. */
@Command(
    name = "verdict",
    mixinStandardHelpOptions = true,
    description = {
      "Says of single cases whether a version of a package is affected by a vulnerability.",
      "A case is a JSON line {\"cve\",\"project\",\"attribute\",\"version\"}; it comes back"
          + " unchanged, in order, with \"verdict\", \"reason\" and \"resolvedProject\".",
      "That the record speaks of the project is taken for granted: match says whether it does."
    },
    footer = {
      "",
      "Example:",
      "  echo '{\"cve\":\"CVE-2023-32681\",\"project\":\"requests\","
          + "\"attribute\":\"python3Packages.requests\",\"version\":\"2.30.0\"}' > cases.jsonl",
      "  snowguard verdict --cves cves.zip --cases cases.jsonl"
    })
final class VerdictCommand implements Callable<Integer> {

  private static final int OUTPUT_BUFFER = 1 << 16;

  @Option(
      names = "--cves",
      required = true,
      arity = "1..*",
      paramLabel = "PATH",
      description =
          "Records in CVE JSON 5, as for match; those that no case names are passed over.")
  private List<Path> cves = new ArrayList<>();

  @Option(
      names = "--records",
      arity = "1..*",
      paramLabel = "PATH",
      description = "Records of others, OSV and NVD, as for match.")
  private List<Path> records = new ArrayList<>();

  @Option(
      names = "--cases",
      required = true,
      paramLabel = "FILE",
      description = "The cases, one JSON object a line.")
  private Path cases = Path.of("");

  @Option(
      names = "--packages",
      arity = "1..*",
      paramLabel = "[NAME=]PATH",
      converter = ChannelFile.Converter.class,
      description =
          "A channel's packages.json: tells the attributes' projects, and the known vulnerabilities"
              + " of the versions that it holds.")
  private List<ChannelFile> packages = new ArrayList<>();

  @Option(
      names = "--sources",
      arity = "1..*",
      paramLabel = "[NAME=]PATH",
      converter = ChannelFile.Converter.class,
      description = "Patches and sources of a channel, as JSON lines.")
  private List<ChannelFile> sources = new ArrayList<>();

  @Option(names = "--quiet", description = "No progress, no summary; problems are still told.")
  private boolean quiet;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    Problems problems = new Problems(err);
    List<CaseLine> asked = CaseLine.readAll(cases, problems);
    boolean badLines = problems.any();
    List<CaseLine.Answer> answers;
    try (Progress progress = Progress.onTerminal(quiet)) {
      CaseMatcher matcher = matcher(progress, problems);
      answers = answers(asked, matcher, problems, progress.bytesOf("Reading records"));
    }
    write(asked, answers);
    problems.summarise();
    if (!quiet) {
      err.println(summary(answers));
    }
    return badLines ? Snowguard.UNREADABLE_INPUT : 0;
  }

  private CaseMatcher matcher(Progress progress, Problems problems) throws IOException {
    List<ChannelPackages> channels =
        new ChannelInputs(packages, sources, spec.commandLine()).read(progress, problems);
    if (channels.isEmpty()) {
      return CaseMatcher.withoutPackages();
    }
    progress.working("Building the index");
    return CaseMatcher.of(channels, ProjectClustering.cluster(channels), LearnedAliases.NONE);
  }

  private List<CaseLine.Answer> answers(
      List<CaseLine> asked, CaseMatcher matcher, Problems problems, ProgressListener progress) {
    Set<String> named =
        asked.stream().map(line -> NamedRecords.key(line.cve())).collect(Collectors.toSet());
    NamedRecords found = NamedRecords.read(cves, records, named, problems, progress);
    return asked.parallelStream()
        .map(
            line -> {
              VulnerabilityRecord record = found.get(line.cve());
              return record == null
                  ? CaseLine.Answer.withoutRecord(line.cve())
                  : CaseLine.Answer.of(matcher.judge(record, line.asked()));
            })
        .toList();
  }

  private static void write(List<CaseLine> asked, List<CaseLine.Answer> answers)
      throws IOException {
    OutputStream out = new BufferedOutputStream(System.out, OUTPUT_BUFFER);
    for (int at = 0; at < asked.size(); at++) {
      out.write(asked.get(at).answered(answers.get(at)));
      out.write('\n');
    }
    out.flush();
  }

  private static String summary(List<CaseLine.Answer> answers) {
    Map<String, Long> counts =
        answers.stream()
            .collect(
                Collectors.groupingBy(
                    CaseLine.Answer::verdict, TreeMap::new, Collectors.counting()));
    List<String> parts = new ArrayList<>();
    counts.forEach((verdict, count) -> parts.add("%,d %s".formatted(count, verdict)));
    return "%,d cases%s"
        .formatted(answers.size(), parts.isEmpty() ? "" : ": " + String.join(", ", parts));
  }
}
