package org.snowguard.core.match;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.project.DataTable;

/** Spellings under which one name is looked up: exact keys after squashing, never substrings. */
final class NameKeys {
  /** Words that a product's name may carry in front or behind without becoming another product. */
  private static final Set<String> LEADING = words("leading");

  private static final Set<String> TRAILING = words("trailing");

  private NameKeys() {}

  /**
   * Letters and digits alone, lower case: {@code OAuth2 Proxy} and {@code oauth2-proxy} are one.
   */
  static String squash(String name) {
    String text = isAscii(name) ? name : Normalizer.normalize(name, Normalizer.Form.NFKC);
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        out.append((char) (c + 32));
      } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
        out.append(c);
      } else if (c > 127 && Character.isLetterOrDigit(c)) {
        out.append(Character.toLowerCase(c));
      }
    }
    return out.toString();
  }

  /**
   * Squashed keys of a product's name after words were taken off its ends: the vendor's, and those
   * that say only what kind of thing it is. Without the key of the whole name.
   */
  static Set<String> reduced(@Nullable String vendor, String product) {
    List<String> words = List.of(cleaned(product).split(" "));
    Set<String> vendorWords =
        vendor == null ? Set.of() : Set.copyOf(List.of(cleaned(vendor).split(" ")));
    Set<String> keys = new LinkedHashSet<>();
    int from = 0;
    while (from + 1 < words.size()
        && (LEADING.contains(words.get(from)) || vendorWords.contains(words.get(from)))) {
      from++;
      keys.add(squash(String.join("", words.subList(from, words.size()))));
    }
    int to = words.size();
    while (to - 1 > from && TRAILING.contains(words.get(to - 1))) {
      to--;
      keys.add(squash(String.join("", words.subList(from, to))));
    }
    String whole = squash(product);
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
  static Set<String> withoutKind(String stem) {
    String[] words = stem.split("[-_]");
    Set<String> keys = new LinkedHashSet<>();
    int to = words.length;
    while (to > 1 && TRAILING.contains(words[to - 1])) {
      to--;
      keys.add(squash(String.join("", List.of(words).subList(0, to))));
    }
    return keys;
  }

  /** Whether a word says only what kind of thing it follows. */
  static boolean isKind(String lowerCaseWord) {
    return TRAILING.contains(lowerCaseWord);
  }

  /** {@code python} of {@code python3}: a name without the number of its series, or null. */
  static @Nullable String withoutSeries(String squashed) {
    int end = squashed.length();
    while (end > 0 && Character.isDigit(squashed.charAt(end - 1))) {
      end--;
    }
    return end < squashed.length() && end >= 2 ? squashed.substring(0, end) : null;
  }

  private static String cleaned(String name) {
    String text = name.toLowerCase(Locale.ROOT);
    int bracket = text.indexOf('(');
    if (bracket > 0) {
      text = text.substring(0, bracket);
    }
    return text.replaceAll("[^a-z0-9.+-]+", " ").strip();
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 127) {
        return false;
      }
    }
    return true;
  }

  private static Set<String> words(String where) {
    Set<String> words = new LinkedHashSet<>();
    for (DataTable.Row row : DataTable.read(NameKeys.class, "name-words.tsv")) {
      if (row.get("where").equals(where)) {
        words.add(row.get("word"));
      }
    }
    return Set.copyOf(words);
  }
}
