package org.snowguard.core.match;

import java.util.HashSet;
import java.util.Set;
import org.snowguard.core.project.DataTable;

/** Names of kinds of software that records give as a product's name. */
final class GenericWords {
  private final Set<String> words;

  private GenericWords(Set<String> words) {
    this.words = Set.copyOf(words);
  }

  static GenericWords shipped() {
    Set<String> words = new HashSet<>();
    for (DataTable.Row row : DataTable.read(GenericWords.class, "generic-words.tsv")) {
      words.add(NameKeys.squash(row.get("word")));
    }
    return new GenericWords(words);
  }

  /** Whether a product of this squashed name says nothing: the vendor, then, has to. */
  boolean contains(String squashed) {
    return words.contains(squashed);
  }
}
