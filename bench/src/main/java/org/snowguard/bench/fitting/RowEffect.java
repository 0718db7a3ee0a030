package org.snowguard.bench.fitting;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.snowguard.bench.fitting.LabelledRecords.Weighed;
import org.snowguard.core.match.CuratedRow;
import org.snowguard.core.match.MatchTables;
import org.snowguard.core.match.WeighedProject;

/**
 * What one hand-written line does to the labelled records.
 *
 * @param used matches for which it is part of the evidence
 * @param decided records that without it lose or gain a project, or have one in another tier
 */
public record RowEffect(CuratedRow row, NavigableSet<String> used, NavigableSet<String> decided) {

  /** Switches off each line alone. */
  public static List<RowEffect> all(LabelledRecords records) {
    List<Weighed> with = records.weigh(MatchTables.shipped());
    List<RowEffect> effects = new ArrayList<>();
    for (CuratedRow row : MatchTables.rows()) {
      effects.add(of(row, with, records.weigh(MatchTables.shipped().without(row::equals))));
    }
    return effects;
  }

  /** Compares what was made of the same records with and without the line. */
  static RowEffect of(CuratedRow row, List<Weighed> with, List<Weighed> without) {
    NavigableSet<String> used = new TreeSet<>();
    NavigableSet<String> decided = new TreeSet<>();
    for (int i = 0; i < with.size(); i++) {
      Label label = with.get(i).label();
      if (!rightEvidence(with.get(i)).equals(rightEvidence(without.get(i)))) {
        used.add(label.cve());
      }
      if (!tiers(with.get(i)).equals(tiers(without.get(i)))) {
        decided.add(label.cve());
      }
    }
    return new RowEffect(row, used, decided);
  }

  /**
   * Matches that it is used for and not switched off for, when the lines are off that records of
   * the same fold prompted.
   */
  public NavigableSet<String> flattered(ToIntFunction<String> foldOf) {
    List<Integer> off = row.records().stream().map(foldOf::applyAsInt).toList();
    return used.stream()
        .filter(cve -> !off.contains(foldOf.applyAsInt(cve)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Map<String, Object> rightEvidence(Weighed weighed) {
    return weighed.projects().stream()
        .filter(one -> weighed.label().covers(one.project().attributes()))
        .collect(Collectors.toMap(one -> one.project().key(), WeighedProject::evidence));
  }

  private static Map<String, Boolean> tiers(Weighed weighed) {
    return weighed.projects().stream()
        .filter(one -> one.probability() >= Figures.WEAK)
        .collect(
            Collectors.toMap(
                one -> one.project().key(), one -> one.probability() >= Figures.POSSIBLE));
  }
}
