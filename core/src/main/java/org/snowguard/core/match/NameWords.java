package org.snowguard.core.match;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.project.DataTable;

/** Words that a name may carry in front or behind without becoming another, from the data file. */
record NameWords(Set<String> leading, Set<String> trailing) {
  static final String FILE = "name-words.tsv";

  private static final Pattern DASHES = Pattern.compile("[-_]");

  static NameWords of(List<DataTable.Row> rows) {
    return new NameWords(words(rows, "leading"), words(rows, "trailing"));
  }

  private static Set<String> words(List<DataTable.Row> rows, String where) {
    return rows.stream()
        .filter(row -> row.get("where").equals(where))
        .map(row -> row.get("word"))
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Squashed keys of a product's name after words were taken off its ends: the vendor's, and those
   * that say only what kind of thing it is. Without the key of the whole name.
   */
  Set<String> reduced(@Nullable String vendor, String product) {
    List<String> words = List.of(cleaned(product).split(" "));
    Set<String> vendorWords =
        vendor == null ? Set.of() : Set.copyOf(List.of(cleaned(vendor).split(" ")));
    Set<String> keys = new LinkedHashSet<>();
    // A vendor named as the product, Hotel Management System, leaves no name when it is taken off.
    boolean ownWords = !vendorWords.containsAll(words);
    int from = 0;
    while (from + 1 < words.size()
        && (leading.contains(words.get(from))
            || (ownWords && vendorWords.contains(words.get(from))))) {
      from++;
      keys.add(NameKeys.squash(String.join("", words.subList(from, words.size()))));
    }
    int to = words.size();
    while (to > 1 && trailing.contains(words.get(to - 1))) {
      to--;
      keys.add(NameKeys.squash(String.join("", words.subList(0, to))));
      if (from > 0 && from < to) {
        keys.add(NameKeys.squash(String.join("", words.subList(from, to))));
      }
    }
    String whole = NameKeys.squash(product);
    if (whole.startsWith("lib") && whole.length() > 6) {
      keys.add(whole.substring(3));
    } else if (whole.length() > 3) {
      keys.add("lib" + whole);
    }
    if (whole.endsWith("js") && whole.length() > 5) {
      keys.add(whole.substring(0, whole.length() - 2));
    }
    keys.remove(whole);
    keys.remove("");
    return keys;
  }

  /** Squashed names of a package without words at its end that say what kind of thing it is. */
  Set<String> withoutKind(String stem) {
    String[] words = DASHES.split(stem);
    Set<String> keys = new LinkedHashSet<>();
    int to = words.length;
    while (to > 1 && trailing.contains(words[to - 1])) {
      to--;
      keys.add(NameKeys.squash(String.join("", List.of(words).subList(0, to))));
    }
    return keys;
  }

  /** Whether a word says only what kind of thing it follows. */
  boolean isKind(String lowerCaseWord) {
    return trailing.contains(lowerCaseWord);
  }

  /** Its words in lower case up to a bracket, a space between them. */
  private static String cleaned(String name) {
    String text = name.toLowerCase(Locale.ROOT);
    int bracket = text.indexOf('(');
    if (bracket > 0) {
      text = text.substring(0, bracket);
    }
    StringBuilder words = new StringBuilder(text.length());
    boolean gap = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '+' || c == '-') {
        if (gap && !words.isEmpty()) {
          words.append(' ');
        }
        words.append(c);
        gap = false;
      } else {
        gap = true;
      }
    }
    return words.toString();
  }
}
