package org.snowguard.core.match;

import java.util.HashSet;
import java.util.Set;

/** Words of a text, lower case, for comparing what two texts speak of. */
final class Words {
  private static final int SHORTEST = 4;

  private Words() {}

  static Set<String> of(String text) {
    Set<String> words = new HashSet<>();
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
    return words;
  }
}
