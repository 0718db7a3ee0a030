package org.snowguard.core.match;

import java.util.HashSet;
import java.util.Set;

/** Words of a text, lower case, for comparing what two texts speak of. */
final class Words {
  private static final int SHORTEST = 3;

  /** What a record is about stands at its beginning. */
  private static final int LONGEST_TEXT = 2_000;

  private Words() {}

  static Set<String> of(String whole) {
    Set<String> words = new HashSet<>();
    add(whole, words);
    return words;
  }

  /** Adds the words of a text to others. */
  static void add(String whole, Set<String> words) {
    String text = whole.substring(0, Math.min(LONGEST_TEXT, whole.length()));
    StringBuilder word = new StringBuilder();
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? Character.toLowerCase(text.charAt(i)) : ' ';
      if (Character.isLetterOrDigit(c)) {
        word.append(c);
      } else if (!word.isEmpty()) {
        if (word.length() >= SHORTEST) {
          words.add(word.toString());
        }
        word.setLength(0);
      }
    }
  }
}
