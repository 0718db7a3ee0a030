package org.snowguard.core.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a product, as a record names it.
 *
 * @param squashed all of it
 * @param whole squashed, without legal forms and words such as "foundation"
 * @param first squashed first word
 */
record VendorName(String text, String squashed, String whole, String first) {
  private static final Set<String> NOISE =
      Set.of(
          "inc",
          "ltd",
          "llc",
          "gmbh",
          "corp",
          "corporation",
          "co",
          "company",
          "limited",
          "foundation",
          "project",
          "software",
          "team",
          "labs",
          "the",
          "ag",
          "sa",
          "srl",
          "bv",
          "oy",
          "ab",
          "pty",
          "technologies",
          "community",
          "org",
          "com",
          "io",
          "communications",
          "association",
          "group",
          "systems",
          "networks",
          "development",
          "standard",
          "library",
          "upstream",
          "security");

  private static final Set<String> ABSENT =
      Set.of(
          "",
          "na",
          "unknown",
          "unspecified",
          "none",
          "notapplicable",
          "multiplevendors",
          "various",
          "missing",
          "anonymous",
          "null");

  private static final int SHORTEST_PART = 4;

  /** The vendor of this text, or null where it names none. */
  static @Nullable VendorName of(@Nullable String text) {
    if (text == null || isAbsent(text)) {
      return null;
    }
    List<String> words = words(text.toLowerCase(Locale.ROOT));
    String squashed = NameKeys.squash(text);
    String whole = words.isEmpty() ? squashed : NameKeys.squash(String.join("", words));
    return new VendorName(
        text, squashed, whole, words.isEmpty() ? whole : NameKeys.squash(words.getFirst()));
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int at = 0; at <= text.length(); ) {
      int c = at < text.length() ? text.codePointAt(at) : ' ';
      if (!isLetterOrNumber(c)) {
        String word = text.substring(start, at);
        if (!word.isEmpty() && !NOISE.contains(word)) {
          words.add(word);
        }
        start = at + Character.charCount(c);
      }
      at += Character.charCount(c);
    }
    return words;
  }

  private static boolean isLetterOrNumber(int c) {
    return Character.isLetterOrDigit(c)
        || Character.getType(c) == Character.LETTER_NUMBER
        || Character.getType(c) == Character.OTHER_NUMBER;
  }

  /** Whether a field holds one of the words that people write for "nothing". */
  static boolean isAbsent(@Nullable String text) {
    return text == null || ABSENT.contains(NameKeys.squash(text));
  }

  /** What an organisation on a forge adds to its name to find it free. */
  private static final List<String> OWNER_ENDS =
      List.of("project", "labs", "team", "org", "dev", "hq", "inc", "io", "foundation", "software");

  /** Whether an owner of a repository or the label of a site is this vendor. */
  boolean matches(String owner) {
    return owner.equals(whole)
        || (whole.length() > 2
            && owner.startsWith(whole)
            && OWNER_ENDS.contains(owner.substring(whole.length())))
        || (owner.equals(first) && first.length() > 2)
        || (whole.length() >= SHORTEST_PART && (owner.startsWith(whole) || owner.endsWith(whole)))
        || (owner.length() >= SHORTEST_PART && (whole.startsWith(owner) || whole.endsWith(owner)));
  }
}
