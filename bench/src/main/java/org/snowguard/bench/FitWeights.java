package org.snowguard.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.snowguard.bench.fitting.Example;
import org.snowguard.bench.fitting.Figures;
import org.snowguard.bench.fitting.Label;
import org.snowguard.bench.fitting.Regression;
import org.snowguard.bench.fitting.WeightsFile;
import org.snowguard.core.match.LearnedAliases;
import org.snowguard.core.match.Matcher;
import org.snowguard.core.match.WeighedProject;
import org.snowguard.core.nixpkgs.ChannelPackages;
import org.snowguard.core.project.ProjectClustering;
import org.snowguard.core.record.VulnerabilityRecord;
import org.snowguard.formats.archive.Limits;
import org.snowguard.formats.archive.ProgressListener;
import org.snowguard.formats.channel.ChannelReader;
import org.snowguard.formats.cve.VulnerabilityRecords;

/**
 * Fits {@code weights.tsv} to the labelled records at {@code snowguard.shared}: {@code FitWeights
 * FILE}. Prints the figures of a cross-validation by software, then writes the weights fitted to
 * all. Rivals are weighed with the weights that the build ships: build and run again until it
 * stands still.
 */
public final class FitWeights {
  private static final int FOLDS = 10;
  private static final double PULL = 1.5;

  /** A missed record costs more than a suggestion too many, which a person dismisses in seconds. */
  private static final double RIGHT_COUNTS = 2.0;

  private FitWeights() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      throw new IllegalArgumentException("usage: FitWeights WEIGHTS-FILE");
    }
    Path data = Path.of(System.getProperty("snowguard.shared", "../shared"), "data");
    Map<String, Label> labels = Label.read(data.resolve("labels").resolve("dev.jsonl"));
    WeightsFile file = WeightsFile.read(Path.of(arguments[0]));
    List<Example> examples = examples(data, labels, file);
    Regression regression = file.regression(PULL);
    long matches = labels.values().stream().filter(one -> !one.attributes().isEmpty()).count();
    System.out.println("cross-validated: " + crossValidated(regression, examples, matches));
    double[] weights = regression.fit(examples);
    double[] probabilities =
        examples.stream().mapToDouble(one -> Regression.probability(weights, one)).toArray();
    System.out.println("fitted to all: " + Figures.of(examples, probabilities, matches));
    file.write(weights);
  }

  private static Figures crossValidated(
      Regression regression, List<Example> examples, long matches) {
    double[] probabilities = new double[examples.size()];
    for (int fold = 0; fold < FOLDS; fold++) {
      int left = fold;
      double[] weights =
          regression.fit(examples.stream().filter(one -> one.fold() != left).toList());
      for (int i = 0; i < probabilities.length; i++) {
        if (examples.get(i).fold() == fold) {
          probabilities[i] = Regression.probability(weights, examples.get(i));
        }
      }
    }
    return Figures.of(examples, probabilities, matches);
  }

  private static List<Example> examples(Path data, Map<String, Label> labels, WeightsFile file)
      throws IOException {
    List<ChannelPackages> channels = List.of(unstable(data.resolve("nixpkgs")));
    Matcher matcher =
        Matcher.of(channels, ProjectClustering.cluster(channels), LearnedAliases.NONE);
    Map<String, Integer> recordsOfSoftware = new TreeMap<>();
    labels.values().forEach(one -> recordsOfSoftware.merge(one.software(), 1, Integer::sum));
    List<Example> examples = new ArrayList<>();
    for (VulnerabilityRecord record : records(data.resolve("cve"))) {
      Label label = labels.get(record.id());
      if (label != null) {
        double share = 1 / Math.sqrt(recordsOfSoftware.getOrDefault(label.software(), 1));
        for (WeighedProject one : matcher.weigh(record)) {
          boolean right = label.covers(one.project().attributes());
          examples.add(
              new Example(
                  record.id(),
                  file.values(one.evidence()),
                  right,
                  right ? share * RIGHT_COUNTS : share,
                  Math.floorMod(label.software().hashCode(), FOLDS)));
        }
      }
    }
    return examples;
  }

  private static List<VulnerabilityRecord> records(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return new VulnerabilityRecords(Limits.DEFAULT, System.err::println, ProgressListener.NONE)
          .latest(files.sorted().toList())
          .records();
    }
  }

  private static ChannelPackages unstable(Path directory) throws IOException {
    return ChannelReader.read(
            "nixos-unstable",
            directory.resolve("nixos-unstable-2026-07-14.packages.json.xz"),
            directory.resolve("nixos-unstable-2026-07-14.sources.jsonl.xz"),
            ProgressListener.NONE)
        .channel();
  }
}
