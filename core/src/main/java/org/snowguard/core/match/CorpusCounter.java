package org.snowguard.core.match;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.record.AffectedEntry;
import org.snowguard.core.record.RecordState;
import org.snowguard.core.record.VulnerabilityRecord;

/**
 * Counts over many records what {@code corpus-words.tsv} and {@code corpus-products.tsv} hold. Not
 * part of matching: it makes the files that matching reads.
 */
public final class CorpusCounter {
  /** A word in fewer records is rare: the file leaves it out. */
  private static final int FEWEST_RECORDS = 25;

  private static final int LONGEST_PROSE = 2_000;
  private static final int LONGEST_PRODUCT = 30;

  private final Map<String, Integer> recordsByWord = new TreeMap<>();
  private final Map<String, Set<String>> vendorsByProduct = new TreeMap<>();

  /** Counts one record; rejected ones do not count. */
  public void add(VulnerabilityRecord vulnerability) {
    if (vulnerability.state() == RecordState.REJECTED) {
      return;
    }
    String prose = vulnerability.description();
    lowerCaseWords(prose.substring(0, Math.min(LONGEST_PROSE, prose.length())))
        .forEach(word -> recordsByWord.merge(word, 1, Integer::sum));
    vulnerability.affected().forEach(this::addProducts);
  }

  /** The lines of {@code corpus-words.tsv}, header first. */
  public List<String> words() {
    List<String> lines = new ArrayList<>(List.of("word\trecords"));
    recordsByWord.forEach(
        (word, records) -> {
          if (records >= FEWEST_RECORDS) {
            lines.add(word + "\t" + records);
          }
        });
    return lines;
  }

  /** The lines of {@code corpus-products.tsv}, header first: products of more than one vendor. */
  public List<String> products() {
    List<String> lines = new ArrayList<>(List.of("product\tvendors"));
    vendorsByProduct.forEach(
        (product, vendors) -> {
          if (vendors.size() > 1) {
            lines.add(product + "\t" + vendors.size());
          }
        });
    return lines;
  }

  private void addProducts(AffectedEntry entry) {
    String product = entry.product();
    if (product != null && !VendorName.isAbsent(product)) {
      add(VendorName.of(entry.vendor()), product);
    }
    for (String name : entry.cpes()) {
      CpeText cpe = CpeText.of(name);
      if (cpe != null) {
        add(VendorName.of(cpe.vendor()), cpe.product());
      }
    }
  }

  private void add(@Nullable VendorName vendor, String product) {
    String squashed = NameKeys.squash(product);
    if (vendor != null && !squashed.isEmpty() && squashed.length() <= LONGEST_PRODUCT) {
      vendorsByProduct.computeIfAbsent(squashed, key -> new TreeSet<>()).add(vendor.whole());
    }
  }

  /** Words that the text writes in lower case, not as parts of names, paths or versions. */
  private static Set<String> lowerCaseWords(String text) {
    Set<String> words = new HashSet<>();
    for (String run : text.split("[^A-Za-z0-9_./-]+")) {
      String word = run.endsWith(".") ? run.substring(0, run.length() - 1) : run;
      if (word.length() > 1 && word.chars().allMatch(c -> c >= 'a' && c <= 'z')) {
        words.add(word);
      }
    }
    return words;
  }
}
