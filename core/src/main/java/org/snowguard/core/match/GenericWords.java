package org.snowguard.core.match;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.snowguard.core.project.DataTable;

/** Names of kinds of software that records give as a product's name. */
final class GenericWords {
  static final String FILE = "generic-words.tsv";

  private final Set<String> words = new HashSet<>();

  GenericWords(List<DataTable.Row> rows) {
    rows.forEach(row -> words.add(NameKeys.squash(row.get("word"))));
  }

  /** Whether a product of this squashed name says nothing: the vendor, then, has to. */
  boolean contains(String squashed) {
    return words.contains(squashed);
  }
}
