package org.snowguard.bench.fitting;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.snowguard.core.match.LearnedAliases;
import org.snowguard.core.match.MatchTables;
import org.snowguard.core.match.Matcher;
import org.snowguard.core.match.WeighedProject;
import org.snowguard.core.nixpkgs.ChannelPackages;
import org.snowguard.core.project.ProjectClustering;
import org.snowguard.core.record.VulnerabilityRecord;
import org.snowguard.formats.archive.ProgressListener;
import org.snowguard.formats.channel.ChannelReader;
import org.snowguard.formats.cve.FiledRecords;

/** The labelled records, and the packages that they are matched with. */
public final class LabelledRecords {
  /** Parts of a cross-validation. Records of one software are in the same one. */
  public static final int FOLDS = 10;

  private final Map<String, Label> labels;
  private final List<VulnerabilityRecord> records;
  private final Matcher matcher;

  /** What the matcher made of a labelled record. */
  public record Weighed(Label label, List<WeighedProject> projects) {}

  private LabelledRecords(
      Map<String, Label> labels,
      List<VulnerabilityRecord> records,
      List<ChannelPackages> channels) {
    this.labels = labels;
    this.records = records;
    matcher = Matcher.of(channels, ProjectClustering.cluster(channels), LearnedAliases.NONE);
  }

  /** Reads labels, records and packages from the directory of the real data. */
  public static LabelledRecords read(Path data) throws IOException {
    Map<String, Label> labels = Label.read(data.resolve("labels").resolve("dev.jsonl"));
    Path nixpkgs = data.resolve("nixpkgs");
    ChannelPackages unstable =
        ChannelReader.read(
                "nixos-unstable",
                nixpkgs.resolve("nixos-unstable-2026-07-14.packages.json.xz"),
                nixpkgs.resolve("nixos-unstable-2026-07-14.sources.jsonl.xz"),
                ProgressListener.NONE)
            .channel();
    return new LabelledRecords(labels, records(data.resolve("cve"), labels), List.of(unstable));
  }

  /** The newest record of each label. */
  private static List<VulnerabilityRecord> records(Path archives, Map<String, Label> labels)
      throws IOException {
    try (Stream<Path> files = Files.list(archives)) {
      return FiledRecords.latest(files.sorted().toList(), labels.keySet(), System.err::println)
          .values()
          .stream()
          .sorted(Comparator.comparing(VulnerabilityRecord::id))
          .toList();
    }
  }

  /** What a matcher with these data files makes of every labelled record. */
  public List<Weighed> weigh(MatchTables tables) {
    Matcher other = matcher.with(tables);
    List<Weighed> weighed = new ArrayList<>();
    for (VulnerabilityRecord record : records) {
      Label label = labels.get(record.id());
      if (label != null) {
        weighed.add(new Weighed(label, other.weigh(record)));
      }
    }
    return weighed;
  }

  /** How many labelled records are about something in nixpkgs. */
  public long matches() {
    return labels.values().stream().filter(one -> !one.attributes().isEmpty()).count();
  }

  /** In which fold a record is, or -1 where it has no label. */
  public int foldOf(String cve) {
    Label label = labels.get(cve);
    return label == null ? -1 : label.fold(FOLDS);
  }

  /** How many labelled records are about the software of each. */
  public Map<String, Integer> recordsOfSoftware() {
    Map<String, Integer> counts = new TreeMap<>();
    labels.values().forEach(one -> counts.merge(one.software(), 1, Integer::sum));
    return counts;
  }

  /** Judges by the labels what the matcher made of records. */
  public static List<Judged> judge(List<Weighed> weighed, double least) {
    List<Judged> judged = new ArrayList<>();
    for (Weighed one : weighed) {
      int right = 0;
      int meant = Math.max(1, one.label().projects().size());
      for (WeighedProject project :
          one.projects().stream()
              .sorted(Comparator.comparingDouble(WeighedProject::probability).reversed())
              .toList()) {
        boolean covered = one.label().covers(project.project().attributes());
        right += covered && project.probability() >= least ? 1 : 0;
        judged.add(
            new Judged(
                one.label().cve(), project.probability(), covered, covered && right > meant));
      }
    }
    return judged;
  }
}
