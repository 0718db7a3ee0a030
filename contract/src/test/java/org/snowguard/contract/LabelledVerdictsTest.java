package org.snowguard.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.snowguard.core.nixpkgs.NixPackage;
import org.snowguard.core.nixpkgs.PackageMetadata;
import org.snowguard.core.record.VulnerabilityRecord;
import org.snowguard.core.verdict.EntryChoice;
import org.snowguard.core.verdict.Judgement;
import org.snowguard.core.verdict.ProjectVersions;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.core.verdict.VerdictRules;
import org.snowguard.formats.archive.InputEntry;
import org.snowguard.formats.archive.InputFiles;
import org.snowguard.formats.cve.CveReading;
import org.snowguard.formats.cve.CveRecordReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Verdicts against what people decided on real records. A wrong "not affected" hides a flaw, so
 * there is none; the rest is bounded.
 */
class LabelledVerdictsTest {
  private static final Path DATA = Path.of(System.getProperty("snowguard.shared", "."), "data");
  private static final Path LABELS = DATA.resolve("labels/verdicts-dev.jsonl");
  private static final List<Path> RECORDS =
      List.of(
          DATA.resolve("cve/baseline-2024-10-24.tar.xz"),
          DATA.resolve("cve/deltas-2024-10-25..2025-01-24.tar.xz"));

  /** A label with what the rules say. */
  private record Answer(JsonNode label, Judgement judgement) {
    boolean needsKnowledge() {
      return label.get("from").asString().equals("knowledge");
    }

    boolean isRight() {
      return judgement.verdict().name().equals(label.get("truth").asString());
    }

    boolean isWrong(Verdict verdict) {
      return judgement.verdict() == verdict && !isRight();
    }

    boolean abstains() {
      return judgement.verdict() == Verdict.UNKNOWN && !isRight();
    }

    @Override
    public String toString() {
      return "%s %s %s: %s, truth %s (%s)"
          .formatted(
              label.get("cve").asString(),
              label.get("attribute").asString(),
              label.get("version").asString(),
              judgement.verdict(),
              label.get("truth").asString(),
              judgement.text());
    }
  }

  private static List<Answer> answers = List.of();

  @BeforeAll
  static void judgeAll() throws IOException {
    assumeTrue(Files.exists(LABELS), "skipped: labelled verdicts not found at " + LABELS);
    for (Path records : RECORDS) {
      assumeTrue(Files.exists(records), "skipped: records not found at " + records);
    }
    JsonMapper json = new JsonMapper();
    List<JsonNode> labels = Files.readAllLines(LABELS).stream().map(json::readTree).toList();
    Map<String, VulnerabilityRecord> records =
        read(labels.stream().map(label -> label.get("cve").asString()).collect(Collectors.toSet()));
    answers = labels.stream().map(label -> answer(label, records)).toList();
  }

  @Test
  void noneIsWronglyNotAffected() {
    assertThat(answers).isNotEmpty().noneMatch(answer -> answer.isWrong(Verdict.NOT_AFFECTED));
  }

  @Test
  void atMostThreePercentOfTheDecidableAreWronglyAffected() {
    assertThat(share(answer -> answer.isWrong(Verdict.AFFECTED))).isLessThanOrEqualTo(0.03);
  }

  @Test
  void abstainsOnAtMostATenthOfTheDecidable() {
    assertThat(share(Answer::abstains)).isLessThanOrEqualTo(0.10);
  }

  @Test
  void abstainsOrIsRightWhereTheRecordDoesNotTell() {
    assertThat(answers)
        .filteredOn(Answer::needsKnowledge)
        .isNotEmpty()
        .allMatch(answer -> answer.isRight() || answer.abstains());
  }

  private static double share(java.util.function.Predicate<Answer> kind) {
    List<Answer> decidable = answers.stream().filter(a -> !a.needsKnowledge()).toList();
    assertThat(decidable).isNotEmpty();
    return (double) decidable.stream().filter(kind).count() / decidable.size();
  }

  private static Answer answer(JsonNode label, Map<String, VulnerabilityRecord> records) {
    String attribute = label.get("attribute").asString();
    String project = label.get("project").asString();
    String version = label.get("version").asString();
    VulnerabilityRecord found =
        Objects.requireNonNull(
            records.get(label.get("cve").asString()), () -> "no record for the label " + label);
    NixPackage pkg =
        new NixPackage(
            attribute, project + "-" + version, project, version, PackageMetadata.NONE, null);
    return new Answer(
        label,
        VerdictRules.of(found, EntryChoice.named(found, List.of(project, pkg.attributeLeaf())))
            .judge(pkg, ProjectVersions.NONE));
  }

  /** The newest record of each id, as everywhere. */
  private static Map<String, VulnerabilityRecord> read(Set<String> ids) {
    Map<String, VulnerabilityRecord> newest = new HashMap<>();
    InputFiles inputs =
        InputFiles.reportingTo(problem -> {})
            .withNames(name -> ids.contains(fileName(name).replace(".json", "")));
    for (Path records : RECORDS) {
      inputs.forEach(records, entry -> keepNewest(newest, entry));
    }
    return newest;
  }

  private static void keepNewest(Map<String, VulnerabilityRecord> newest, InputEntry entry) {
    if (CveRecordReader.read(entry.bytes()) instanceof CveReading.Read reading) {
      newest.merge(
          reading.record().id(),
          reading.record(),
          (before, next) -> updated(next).isBefore(updated(before)) ? before : next);
    }
  }

  private static Instant updated(VulnerabilityRecord found) {
    Instant time = found.updated();
    return time == null ? Instant.EPOCH : time;
  }

  private static String fileName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
