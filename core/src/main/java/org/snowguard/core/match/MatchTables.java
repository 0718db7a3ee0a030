package org.snowguard.core.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.snowguard.core.project.DataTable;

/**
 * The data files that the algorithm stands on. Other than as shipped they serve to fit weights, and
 * to measure what the hand-written lines are worth on records that did not prompt them.
 */
public final class MatchTables {
  private static final MatchTables SHIPPED = new MatchTables(Weights.shipped(), row -> true);

  private final Predicate<CuratedRow> kept;
  private final Weights weights;
  private final CuratedAliases aliases;
  private final GenericWords generic;
  private final NameWords nameWords;
  private final ProseWords proseWords;
  private final AddonHosts hosts;
  private final CorpusFacts corpus = CorpusFacts.shipped();

  private MatchTables(Weights weights, Predicate<CuratedRow> kept) {
    this.kept = kept;
    this.weights = weights;
    aliases = new CuratedAliases(kept(CuratedAliases.FILE));
    generic = new GenericWords(kept(GenericWords.FILE));
    nameWords = NameWords.of(kept(NameWords.FILE));
    proseWords = new ProseWords(kept(ProseWords.FILE));
    hosts = new AddonHosts(kept(AddonHosts.FILE));
  }

  /** All lines, and the weights of the release. */
  public static MatchTables shipped() {
    return SHIPPED;
  }

  /** Every hand-written line. */
  public static List<CuratedRow> rows() {
    List<CuratedRow> rows = new ArrayList<>();
    for (String file :
        List.of(
            CuratedAliases.FILE,
            GenericWords.FILE,
            NameWords.FILE,
            ProseWords.FILE,
            AddonHosts.FILE)) {
      DataTable.read(MatchTables.class, file).forEach(row -> rows.add(CuratedRow.of(file, row)));
    }
    return List.copyOf(rows);
  }

  /** These, with the lines switched off that {@code off} accepts. */
  public MatchTables without(Predicate<CuratedRow> off) {
    return new MatchTables(weights, kept.and(off.negate()));
  }

  /** These, with other weights, by kind of evidence. */
  public MatchTables withWeights(Map<String, Double> byKind) {
    return new MatchTables(new Weights(byKind), kept);
  }

  /** These, with evidence of this kind counting nothing. */
  public MatchTables withoutEvidence(String kind) {
    return new MatchTables(weights.without(kind), kept);
  }

  private List<DataTable.Row> kept(String file) {
    return DataTable.read(MatchTables.class, file).stream()
        .filter(row -> kept.test(CuratedRow.of(file, row)))
        .toList();
  }

  Weights weights() {
    return weights;
  }

  CuratedAliases aliases() {
    return aliases;
  }

  GenericWords generic() {
    return generic;
  }

  NameWords nameWords() {
    return nameWords;
  }

  ProseWords proseWords() {
    return proseWords;
  }

  AddonHosts hosts() {
    return hosts;
  }

  CorpusFacts corpus() {
    return corpus;
  }
}
