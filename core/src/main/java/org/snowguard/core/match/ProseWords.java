package org.snowguard.core.match;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.snowguard.core.project.DataTable;

/** Words beside a name in prose that tell how the sentence speaks of it, from the data file. */
final class ProseWords {
  static final String FILE = "prose-words.tsv";

  /** Where such a word stands. */
  private enum Where {
    /** Between a name and its version: X before Y. */
    VERSION,
    /** Behind "and": X and earlier. */
    OLDER,
    /** After the subject of a sentence. */
    VERB,
    /** In front of the place of a flaw: in X. */
    PREPOSITION
  }

  private final Map<Where, Set<String>> words = new EnumMap<>(Where.class);

  ProseWords(List<DataTable.Row> rows) {
    for (DataTable.Row row : rows) {
      Where where = Where.valueOf(row.get("where").toUpperCase(Locale.ROOT));
      words.computeIfAbsent(where, w -> new HashSet<>()).add(row.get("word"));
    }
  }

  boolean leadsToVersion(String lowerCaseWord) {
    return has(Where.VERSION, lowerCaseWord);
  }

  boolean isOlder(String lowerCaseWord) {
    return has(Where.OLDER, lowerCaseWord);
  }

  boolean isVerb(String lowerCaseWord) {
    return has(Where.VERB, lowerCaseWord);
  }

  boolean isPreposition(String lowerCaseWord) {
    return has(Where.PREPOSITION, lowerCaseWord);
  }

  private boolean has(Where where, String word) {
    return words.getOrDefault(where, Set.of()).contains(word);
  }
}
