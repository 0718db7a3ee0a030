package org.snowguard.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.snowguard.bench.figure.Figure;
import org.snowguard.bench.fitting.Calibration;
import org.snowguard.bench.fitting.Figures;
import org.snowguard.bench.fitting.Fitting;
import org.snowguard.bench.fitting.Judged;
import org.snowguard.bench.fitting.LabelledRecords;
import org.snowguard.bench.fitting.LabelledRecords.Weighed;
import org.snowguard.bench.fitting.RowEffect;
import org.snowguard.bench.fitting.WeightsFile;
import org.snowguard.core.match.CuratedRow;
import org.snowguard.core.match.MatchTables;

/**
 * Fits {@code weights.tsv} to the labelled records at {@code snowguard.shared} and prints how it
 * does on records that it has not seen: {@code BenchFit [FILE]}. Writes the weights to FILE where
 * one is given; otherwise says whether they are those that are shipped.
 */
public final class BenchFit {
  private static final int TURNS = 8;
  private static final int TURNS_OF_A_FOLD = 2;

  private final LabelledRecords records;
  private final Fitting fitting;

  private BenchFit(LabelledRecords records) {
    this.records = records;
    fitting = new Fitting(records);
  }

  public static void main(String[] arguments) throws IOException {
    Path data = Path.of(System.getProperty("snowguard.shared", "../shared"), "data");
    if (!Files.isDirectory(data)) {
      Figure.skipped("the labelled records are not at " + data);
      return;
    }
    new BenchFit(LabelledRecords.read(data)).run(arguments);
  }

  private void run(String[] arguments) throws IOException {
    double[] weights = fitting.fit(MatchTables.shipped(), fold -> true, TURNS);
    print("fitted_to_all", fitting.weigh(MatchTables.shipped(), weights));
    WeightsFile shipped = WeightsFile.shipped();
    long others = differing(weights, shipped.column("weight"));
    Figure.print("weights_other_than_shipped", others, "count");
    if (arguments.length > 0) {
      shipped.write(Path.of(arguments[0]), weights);
    }
    List<Weighed> unprompted = crossValidated(this::withoutRowsOf);
    print("cross_validated", unprompted);
    MatchTables aliasless = MatchTables.shipped().without(row -> row.file().equals("aliases.tsv"));
    print("cross_validated_no_aliases", crossValidated(fold -> aliasless));
    Calibration.table(LabelledRecords.judge(unprompted, 0)).forEach(Figure::note);
    printFlattering();
    Figure.summary(
        "fit", "the weights are " + (others == 0 ? "those shipped" : "OTHERS THAN THOSE SHIPPED"));
  }

  private static long differing(double[] weights, double[] others) {
    return IntStream.range(0, weights.length)
        .filter(index -> Double.compare(weights[index], others[index]) != 0)
        .count();
  }

  /** Lines that help a match in the fold where it is left out, because none of its records is. */
  private void printFlattering() {
    for (RowEffect one : RowEffect.all(records)) {
      Set<String> flattered = one.flattered(records::foldOf);
      if (!flattered.isEmpty()) {
        Set<String> decided = new TreeSet<>(flattered);
        decided.retainAll(one.decided());
        Figure.note(
            String.format(
                Locale.ROOT,
                "not off in its fold: %s, %s: used for %d matches, decides %s",
                one.row().file(),
                one.row().key(),
                flattered.size(),
                decided));
      }
    }
  }

  /** The data files without the lines that records of this fold prompted. */
  private MatchTables withoutRowsOf(int fold) {
    return MatchTables.shipped().without(row -> isPromptedBy(row, fold));
  }

  private boolean isPromptedBy(CuratedRow row, int fold) {
    return row.records().stream().anyMatch(record -> records.foldOf(record) == fold);
  }

  private List<Weighed> crossValidated(IntFunction<MatchTables> tablesOfFold) {
    List<Weighed> all = new ArrayList<>();
    for (int fold = 0; fold < LabelledRecords.FOLDS; fold++) {
      int left = fold;
      MatchTables tables = tablesOfFold.apply(fold);
      double[] weights = fitting.fit(tables, one -> one != left, TURNS_OF_A_FOLD);
      fitting.weigh(tables, weights).stream()
          .filter(one -> one.label().fold(LabelledRecords.FOLDS) == left)
          .forEach(all::add);
    }
    return all;
  }

  private void print(String what, List<Weighed> weighed) {
    print(what + "_likely_and_possible", weighed, Figures.POSSIBLE);
    print(what + "_with_weak", weighed, Figures.WEAK);
  }

  private void print(String what, List<Weighed> weighed, double least) {
    List<Judged> judged = LabelledRecords.judge(weighed, least);
    Figures figures = Figures.of(judged, least, records.matches());
    Figure.print(what + "_recall", figures.recall(), "ratio");
    Figure.print(what + "_per_true_match", figures.perTrueMatch(), "suggestions");
  }
}
