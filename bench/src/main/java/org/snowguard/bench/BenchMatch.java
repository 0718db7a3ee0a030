package org.snowguard.bench;

import java.io.IOException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.snowguard.bench.figure.Figure;
import org.snowguard.bench.figure.Stopwatch;
import org.snowguard.bench.fitting.Label;
import org.snowguard.bench.matching.Baseline;
import org.snowguard.bench.matching.Heap;
import org.snowguard.bench.matching.MatchTimes;
import org.snowguard.bench.matching.RealData;
import org.snowguard.bench.matching.Sample;
import org.snowguard.bench.matching.Score;
import org.snowguard.bench.matching.Shown;
import org.snowguard.bench.matching.VerdictCase;
import org.snowguard.bench.matching.VerdictFigures;
import org.snowguard.bench.server.ServerProcess;
import org.snowguard.core.match.LearnedAliases;
import org.snowguard.core.match.Matcher;
import org.snowguard.core.match.Tier;
import org.snowguard.core.nixpkgs.ChannelPackages;
import org.snowguard.core.project.ProjectClustering;
import org.snowguard.core.project.ProjectGroup;
import org.snowguard.core.record.VulnerabilityRecord;
import org.snowguard.core.verdict.Verdict;

/**
 * Matching of all real records against nixos-unstable: speed, memory, and how right it is by the
 * labelled records beside three simpler rules: {@code ./dev bench match}. With {@code
 * SNOWGUARD_JAVA_OPTIONS=-Xmx1536m} it shows that the budgeted heap is enough. A verdict that is
 * wrongly "not affected" is a failure. Property {@code snowguard.seed} chooses the records that are
 * timed one by one.
 */
public final class BenchMatch {
  private static final Set<Tier> COUNTED = EnumSet.of(Tier.LIKELY, Tier.POSSIBLE);
  private static final Set<Tier> ALL = EnumSet.allOf(Tier.class);

  /** What the architecture asks for, in seconds. */
  private static final int MATCHING_BUDGET = 10;

  private BenchMatch() {}

  public static void main(String[] arguments) throws IOException {
    RealArguments.require();
    RealData data = new RealData(ServerProcess.data());
    Stopwatch watch = new Stopwatch();
    List<VulnerabilityRecord> records = data.records();
    Figure.print("records", records.size(), "count");
    Figure.print("reading_records", watch.stop());
    watch = new Stopwatch();
    ChannelPackages channel = data.unstable();
    Figure.print("packages", channel.packages().size(), "count");
    Figure.print("reading_packages", watch.stop());
    Figure.print("peak_heap_reading", Heap.peakMebibytes(), "MiB");
    double read = Heap.liveMebibytes();
    Figure.print("heap_records_and_packages", read, "MiB");

    Heap.resetPeak();
    watch = new Stopwatch();
    List<ProjectGroup> projects = ProjectClustering.cluster(List.of(channel));
    Figure.print("clustering", watch.stop());
    Matcher matcher = Matcher.of(List.of(channel), projects, LearnedAliases.NONE);
    Stopwatch.Seconds index = watch.stop();
    Figure.print("index_with_clustering", index);
    Figure.print("projects", projects.size(), "count");
    Figure.print("peak_heap_index", Heap.peakMebibytes(), "MiB");
    Figure.print("heap_index", Heap.liveMebibytes() - read, "MiB");

    Stopwatch.Seconds all = measureSpeed(new MatchTimes(matcher, records));
    Score ours = measureLinks(data, records, matcher, new Baseline(channel, projects));
    long hidden = measureVerdicts(data, records);
    Figure.summary(
        "match",
        String.format(
            Locale.ROOT,
            "%,d records in %.1f s, %.2f of the budget of %d s, index in %.1f s; recall %.3f at"
                + " %.2f suggestions per true match; %d verdicts wrongly \"not affected\"",
            records.size(),
            all.clock(),
            all.clock() / MATCHING_BUDGET,
            MATCHING_BUDGET,
            index.clock(),
            ours.recall(),
            ours.perTrueMatch(),
            hidden));
    if (hidden > 0) {
      System.exit(1);
    }
  }

  private static Stopwatch.Seconds measureSpeed(MatchTimes times) {
    Heap.resetPeak();
    Stopwatch.Seconds first = times.all();
    Figure.print("matching_all_cold", first);
    Stopwatch.Seconds second = times.all();
    Figure.print("matching_all_warm", second);
    Figure.print("records_per_second", times.records() / second.clock(), "1/s");
    Figure.print("peak_heap_matching", Heap.peakMebibytes(), "MiB");
    Sample candidates = times.candidates();
    Figure.print("candidates_mean", candidates.mean(), "count");
    Figure.print("candidates_p99", candidates.percentile(99), "count");
    Sample single = times.single(Long.getLong("snowguard.seed", 1L));
    Figure.print("one_record_p50", single.percentile(50), "ms");
    Figure.print("one_record_p99", single.percentile(99), "ms");
    Figure.print("one_record_max", single.percentile(100), "ms");
    return first;
  }

  private static Score measureLinks(
      RealData data, List<VulnerabilityRecord> records, Matcher matcher, Baseline baseline)
      throws IOException {
    Map<String, Label> labels = Label.read(data.labels());
    List<VulnerabilityRecord> labelled =
        records.stream().filter(record -> labels.containsKey(record.id())).toList();
    Map<String, List<Shown>> shown = byId(labelled, record -> Shown.of(matcher.match(record)));
    Map<String, Score> scores = new LinkedHashMap<>();
    Score ours = Score.of(labels, shown, COUNTED);
    scores.put("ours", ours);
    scores.put("ours_with_weak", Score.of(labels, shown, ALL));
    scores.put("substring", Score.of(labels, byId(labelled, baseline::substring), ALL));
    scores.put("cpe_product", Score.of(labels, byId(labelled, baseline::cpeProduct), ALL));
    scores.put("equal_names", Score.of(labels, byId(labelled, baseline::equalNames), ALL));
    Figure.print("labels", labels.size(), "count");
    Figure.print("labels_about_nixpkgs", ours.positives(), "count");
    scores.forEach(BenchMatch::print);
    Figure.note(
        "rule            recall  SPTM   noise  likely-precision  attribute-precision"
            + "  attribute-recall");
    scores.forEach(BenchMatch::printRow);
    return ours;
  }

  private static Map<String, List<Shown>> byId(
      List<VulnerabilityRecord> records, Function<VulnerabilityRecord, List<Shown>> rule) {
    Map<String, List<Shown>> byId = new TreeMap<>();
    records.forEach(record -> byId.put(record.id(), rule.apply(record)));
    return byId;
  }

  private static long measureVerdicts(RealData data, List<VulnerabilityRecord> records)
      throws IOException {
    Map<String, VulnerabilityRecord> byId =
        records.stream().collect(Collectors.toMap(VulnerabilityRecord::id, Function.identity()));
    VerdictFigures figures = new VerdictFigures(VerdictCase.judge(data.verdictLabels(), byId));
    Figure.print("verdicts", figures.answered().size(), "count");
    Figure.print("verdicts_decidable", figures.decidable(), "count");
    Figure.print("verdicts_wrongly_not_affected", figures.wronglyNotAffected(), "count");
    Figure.print("verdicts_wrongly_affected", figures.wronglyAffected(), "ratio");
    Figure.print("verdicts_abstention", figures.abstention(), "ratio");
    Figure.print("verdicts_wrong_without_knowledge", figures.wrongWithoutKnowledge(), "count");
    for (Verdict verdict : List.of(Verdict.AFFECTED, Verdict.NOT_AFFECTED)) {
      String name = verdict.name().toLowerCase(Locale.ROOT);
      Figure.print("verdicts_" + name + "_precision", figures.precision(verdict), "ratio");
      Figure.print("verdicts_" + name + "_recall", figures.recall(verdict), "ratio");
    }
    return figures.wronglyNotAffected();
  }

  private static void print(String rule, Score score) {
    Figure.print(rule + "_recall", score.recall(), "ratio");
    Figure.print(rule + "_per_true_match", score.perTrueMatch(), "suggestions");
    Figure.print(rule + "_noise_only", score.noiseOnly(), "count");
    Figure.print(rule + "_likely_precision", score.likelyPrecision(), "ratio");
    Figure.print(rule + "_attribute_precision", score.attributePrecision(), "ratio");
    Figure.print(rule + "_attribute_recall", score.attributeRecall(), "ratio");
  }

  private static void printRow(String rule, Score score) {
    Figure.note(
        String.format(
            Locale.ROOT,
            "%-15s %6.3f %5.2f %7d %17.3f %20.3f %17.3f",
            rule,
            score.recall(),
            score.perTrueMatch(),
            score.noiseOnly(),
            score.likelyPrecision(),
            score.attributePrecision(),
            score.attributeRecall()));
  }
}
