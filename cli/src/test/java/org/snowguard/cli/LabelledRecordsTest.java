package org.snowguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.snowguard.core.match.LearnedAliases;
import org.snowguard.core.match.Matcher;
import org.snowguard.core.match.Suggestion;
import org.snowguard.core.match.Tier;
import org.snowguard.core.nixpkgs.ChannelPackages;
import org.snowguard.core.project.ProjectClustering;
import org.snowguard.core.record.VulnerabilityRecord;
import org.snowguard.formats.archive.Limits;
import org.snowguard.formats.archive.ProgressListener;
import org.snowguard.formats.channel.ChannelReader;
import org.snowguard.formats.cve.VulnerabilityRecords;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The links made for records that people labelled: a floor under every change of the engine. */
class LabelledRecordsTest {
  private static final Path DATA =
      Path.of(System.getProperty("snowguard.shared", "../../shared"), "data");

  private record Label(boolean match, Set<String> attributes, int projects) {
    boolean covers(Suggestion suggestion) {
      long common = suggestion.attributes().stream().filter(attributes::contains).count();
      return match && common > 0 && 2 * common >= suggestion.attributes().size();
    }
  }

  @Test
  void findsWhatPeopleFoundWithoutNoise() throws IOException {
    Path labelled = DATA.resolve("labels").resolve("dev.jsonl");
    Assumptions.assumeTrue(
        Files.exists(labelled), "skipped: labelled records not found at " + labelled);
    Map<String, Label> labels = labels(labelled);
    List<ChannelPackages> channels = List.of(unstable());
    Matcher matcher =
        Matcher.of(channels, ProjectClustering.cluster(channels), LearnedAliases.NONE);
    int found = 0;
    int wrong = 0;
    int likely = 0;
    int likelyRight = 0;
    for (VulnerabilityRecord record : records()) {
      Label label = labels.get(record.id());
      if (label != null) {
        List<Suggestion> shown =
            matcher.match(record).stream().filter(one -> one.tier() != Tier.WEAK).toList();
        int right = (int) shown.stream().filter(label::covers).count();
        found += right > 0 ? 1 : 0;
        wrong += shown.size() - Math.min(right, Math.max(1, label.projects()));
        likely += (int) shown.stream().filter(one -> one.tier() == Tier.LIKELY).count();
        likelyRight +=
            (int)
                shown.stream()
                    .filter(one -> one.tier() == Tier.LIKELY && label.covers(one))
                    .count();
      }
    }

    double matches = labels.values().stream().filter(Label::match).count();
    assertThat(found / matches).as("recall").isGreaterThanOrEqualTo(0.95);
    assertThat((found + wrong) / (double) found)
        .as("suggestions per true match")
        .isLessThanOrEqualTo(1.3);
    assertThat(likelyRight / (double) likely).as("likely precision").isGreaterThanOrEqualTo(0.98);
  }

  private static Map<String, Label> labels(Path file) throws IOException {
    JsonMapper json = new JsonMapper();
    Map<String, Label> labels = new TreeMap<>();
    for (String line : Files.readAllLines(file)) {
      JsonNode node = json.readTree(line);
      String verdict = node.path("verdict").asString();
      Set<String> attributes = new HashSet<>();
      node.path("attributes").forEach(one -> attributes.add(one.asString()));
      if (!verdict.equals("unsure")) {
        labels.put(
            node.path("cve").asString(),
            new Label(verdict.equals("match"), attributes, node.path("projects").size()));
      }
    }
    return labels;
  }

  private static List<VulnerabilityRecord> records() throws IOException {
    try (Stream<Path> files = Files.list(DATA.resolve("cve"))) {
      return new VulnerabilityRecords(Limits.DEFAULT, problem -> {}, ProgressListener.NONE)
          .latest(files.sorted().toList())
          .records();
    }
  }

  private static ChannelPackages unstable() throws IOException {
    Path directory = DATA.resolve("nixpkgs");
    return ChannelReader.read(
            "nixos-unstable",
            directory.resolve("nixos-unstable-2026-07-14.packages.json.xz"),
            directory.resolve("nixos-unstable-2026-07-14.sources.jsonl.xz"),
            ProgressListener.NONE)
        .channel();
  }
}
