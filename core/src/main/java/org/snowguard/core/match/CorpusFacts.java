package org.snowguard.core.match;

import java.util.HashMap;
import java.util.Map;
import org.snowguard.core.project.DataTable;

/**
 * Figures counted over published records, shipped with the algorithm so that a match never depends
 * on what other records are at hand.
 */
final class CorpusFacts {
  /** A word that so many records write in lower case is English before it is a name. */
  private static final int COMMON = 40;

  private final Map<String, Integer> recordsByWord;
  private final Map<String, Integer> vendorsByProduct;

  private CorpusFacts(Map<String, Integer> recordsByWord, Map<String, Integer> vendorsByProduct) {
    this.recordsByWord = Map.copyOf(recordsByWord);
    this.vendorsByProduct = Map.copyOf(vendorsByProduct);
  }

  static CorpusFacts shipped() {
    return new CorpusFacts(
        figures("corpus-words.tsv", "word", "records"),
        figures("corpus-products.tsv", "product", "vendors"));
  }

  boolean isCommonWord(String squashed) {
    return recordsByWord.getOrDefault(squashed, 0) >= COMMON;
  }

  /** How many records write this word, 0 where they are few. */
  int recordsWith(String word) {
    return recordsByWord.getOrDefault(word, 0);
  }

  /** Whether products of this name are known from several vendors. */
  boolean isAmbiguousProduct(String squashed) {
    return vendorsByProduct.getOrDefault(squashed, 1) > 1;
  }

  private static Map<String, Integer> figures(String file, String key, String figure) {
    Map<String, Integer> figures = new HashMap<>();
    for (DataTable.Row row : DataTable.read(CorpusFacts.class, file)) {
      figures.put(row.get(key), Integer.valueOf(row.get(figure)));
    }
    return figures;
  }
}
