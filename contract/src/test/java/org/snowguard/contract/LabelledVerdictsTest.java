package org.snowguard.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.snowguard.core.match.CaseMatcher;
import org.snowguard.core.match.LearnedAliases;
import org.snowguard.core.nixpkgs.ChannelPackages;
import org.snowguard.core.project.ProjectClustering;
import org.snowguard.core.record.VulnerabilityRecord;
import org.snowguard.core.verdict.Judgement;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.formats.archive.ProgressListener;
import org.snowguard.formats.channel.ChannelReader;
import org.snowguard.formats.cve.FiledRecords;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Verdicts against what people decided on real records, with the packages of real channels and
 * without any. A wrong "not affected" hides a flaw, so there is none; the rest is bounded.
 */
class LabelledVerdictsTest {
  private static final Path DATA = Path.of(System.getProperty("snowguard.shared", "."), "data");
  private static final Path LABELS = DATA.resolve("labels/verdicts-dev.jsonl");
  private static final List<Path> RECORDS =
      List.of(
          DATA.resolve("cve/baseline-2024-10-24.tar.xz"),
          DATA.resolve("cve/deltas-2024-10-25..2025-01-24.tar.xz"));
  private static final Path UNSTABLE =
      DATA.resolve("nixpkgs/nixos-unstable-2026-07-14.packages.json.xz");
  private static final Path UNSTABLE_SOURCES =
      DATA.resolve("nixpkgs/nixos-unstable-2026-07-14.sources.jsonl.xz");
  private static final Path OLD = DATA.resolve("nixpkgs/nixos-18.03-2018-05-30.packages.json.xz");

  /** Which packages the cases are asked of. */
  enum Given {
    TWO_CHANNELS,
    ONE_CHANNEL,
    NO_PACKAGES
  }

  /** A label with what the rules say. */
  private record Answered(JsonNode label, CaseMatcher.Answer answer) {
    Judgement judgement() {
      return answer.judgement();
    }

    boolean needsKnowledge() {
      return label.get("from").asString().equals("knowledge");
    }

    boolean isUndecidable() {
      return label.get("truth").asString().equals("UNKNOWN");
    }

    boolean isDecidable() {
      return !needsKnowledge() && !isUndecidable();
    }

    boolean isRight() {
      Verdict verdict = judgement().verdict();
      String truth = label.get("truth").asString();
      return verdict.name().equals(truth)
          || (verdict == Verdict.PATCHED && truth.equals("NOT_AFFECTED"))
          || (verdict == Verdict.ACKNOWLEDGED && truth.equals("AFFECTED"));
    }

    boolean isWrong(Verdict verdict) {
      return judgement().verdict() == verdict && !isRight();
    }

    boolean abstains() {
      return judgement().verdict() == Verdict.UNKNOWN && !isRight();
    }

    @Override
    public String toString() {
      return "%s %s %s: %s, truth %s (%s: %s)"
          .formatted(
              label.get("cve").asString(),
              label.get("attribute").asString(),
              label.get("version").asString(),
              judgement().verdict(),
              label.get("truth").asString(),
              judgement().code(),
              judgement().text());
    }
  }

  private static final Map<Given, List<Answered>> ANSWERS = new EnumMap<>(Given.class);

  @BeforeAll
  static void judgeAll() throws IOException {
    List<Path> needed = new ArrayList<>(RECORDS);
    needed.addAll(List.of(LABELS, UNSTABLE, UNSTABLE_SOURCES, OLD));
    for (Path path : needed) {
      assumeTrue(Files.exists(path), "skipped: real data not found at " + path);
    }
    JsonMapper json = new JsonMapper();
    List<JsonNode> labels = Files.readAllLines(LABELS).stream().map(json::readTree).toList();
    Map<String, VulnerabilityRecord> records =
        FiledRecords.latest(
            RECORDS,
            labels.stream().map(label -> label.get("cve").asString()).collect(Collectors.toSet()),
            problem -> {});
    ChannelPackages unstable = channel("nixos-unstable", UNSTABLE, UNSTABLE_SOURCES);
    ChannelPackages old = channel("nixos-18.03", OLD, null);
    for (Given given : Given.values()) {
      CaseMatcher matcher =
          switch (given) {
            case TWO_CHANNELS -> matcher(List.of(unstable, old));
            case ONE_CHANNEL -> matcher(List.of(unstable));
            case NO_PACKAGES -> CaseMatcher.withoutPackages();
          };
      List<Answered> answers =
          labels.stream().map(label -> answered(matcher, label, records)).toList();
      ANSWERS.put(given, answers);
      System.out.println(figures(given, answers));
    }
  }

  @ParameterizedTest
  @EnumSource(Given.class)
  void noneIsWronglyNotAffected(Given given) {
    assertThat(answers(given)).isNotEmpty().noneMatch(a -> a.isWrong(Verdict.NOT_AFFECTED));
  }

  @ParameterizedTest
  @EnumSource(Given.class)
  void atMostThreePercentOfTheDecidableAreWronglyAffected(Given given) {
    assertThat(share(given, answer -> answer.isWrong(Verdict.AFFECTED))).isLessThanOrEqualTo(0.03);
  }

  @ParameterizedTest
  @EnumSource(Given.class)
  void abstainsOnAtMostATenthOfTheDecidable(Given given) {
    assertThat(share(given, Answered::abstains)).isLessThanOrEqualTo(0.10);
  }

  @ParameterizedTest
  @EnumSource(Given.class)
  void abstainsOrIsRightWhereTheRecordDoesNotTell(Given given) {
    assertThat(answers(given))
        .filteredOn(Answered::needsKnowledge)
        .isNotEmpty()
        .allMatch(answer -> answer.isRight() || answer.abstains());
  }

  @ParameterizedTest
  @EnumSource(Given.class)
  void saysUnknownWhereNobodyKnows(Given given) {
    assertThat(answers(given))
        .filteredOn(Answered::isUndecidable)
        .isNotEmpty()
        .allMatch(Answered::isRight);
  }

  private static List<Answered> answers(Given given) {
    return ANSWERS.getOrDefault(given, List.of());
  }

  private static double share(Given given, Predicate<Answered> kind) {
    List<Answered> decidable = answers(given).stream().filter(Answered::isDecidable).toList();
    assertThat(decidable).isNotEmpty();
    return (double) decidable.stream().filter(kind).count() / decidable.size();
  }

  private static String figures(Given given, List<Answered> answers) {
    StringBuilder lines = new StringBuilder("Labelled verdicts, " + given + "\n");
    Map<String, Predicate<Answered>> parts = new LinkedHashMap<>();
    parts.put("decidable", Answered::isDecidable);
    parts.put("needs knowledge", a -> a.needsKnowledge() && !a.isUndecidable());
    parts.put("undecidable", Answered::isUndecidable);
    parts.forEach(
        (name, part) -> {
          List<Answered> of = answers.stream().filter(part).toList();
          lines.append(
              "  %-16s %3d: right %d, wrong not_affected %d, wrong affected %d, abstained %d%n"
                  .formatted(
                      name,
                      of.size(),
                      count(of, Answered::isRight),
                      count(of, a -> a.isWrong(Verdict.NOT_AFFECTED)),
                      count(of, a -> a.isWrong(Verdict.AFFECTED)),
                      count(of, Answered::abstains)));
        });
    answers.stream()
        .filter(a -> !a.isRight() && !(a.abstains() && a.needsKnowledge()))
        .forEach(a -> lines.append("  ").append(a).append('\n'));
    return lines.toString();
  }

  private static long count(List<Answered> answers, Predicate<Answered> kind) {
    return answers.stream().filter(kind).count();
  }

  private static CaseMatcher matcher(List<ChannelPackages> channels) {
    return CaseMatcher.of(channels, ProjectClustering.cluster(channels), LearnedAliases.NONE);
  }

  private static ChannelPackages channel(String name, Path packages, @Nullable Path sources)
      throws IOException {
    return ChannelReader.read(name, packages, sources, ProgressListener.NONE).channel();
  }

  private static Answered answered(
      CaseMatcher matcher, JsonNode label, Map<String, VulnerabilityRecord> records) {
    VulnerabilityRecord found =
        Objects.requireNonNull(
            records.get(label.get("cve").asString()), () -> "no record for the label " + label);
    return new Answered(
        label,
        matcher.judge(
            found,
            new CaseMatcher.Case(
                label.get("attribute").asString(),
                label.get("project").asString(),
                label.get("version").asString())));
  }
}
