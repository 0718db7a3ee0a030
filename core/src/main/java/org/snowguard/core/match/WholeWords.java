package org.snowguard.core.match;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A name as a whole, and the runs of words in it: "git" is in "git for Windows", not in "GitLab".
 *
 * @param whole squashed
 * @param runs squashed, also without the number of a series at their end
 */
record WholeWords(String whole, Set<String> runs) {
  private static final Pattern BREAK = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final int SHORTEST = 3;

  /** Names of products are short; what follows is prose. */
  private static final int MOST_WORDS = 12;

  static WholeWords of(String name) {
    List<String> words =
        BREAK
            .splitAsStream(name)
            .limit(MOST_WORDS)
            .map(NameKeys::squash)
            .filter(word -> !word.isEmpty())
            .toList();
    Set<String> runs = new HashSet<>();
    for (int from = 0; from < words.size(); from++) {
      StringBuilder run = new StringBuilder();
      for (String word : words.subList(from, words.size())) {
        add(runs, run.append(word).toString());
      }
    }
    return new WholeWords(NameKeys.squash(name), Set.copyOf(runs));
  }

  private static void add(Set<String> runs, String run) {
    runs.add(run);
    String unnumbered = NameKeys.withoutSeries(run);
    if (unnumbered != null) {
      runs.add(unnumbered);
    }
  }

  /** Whether one of the names is the other, or some of its words. */
  boolean isAlike(WholeWords other) {
    return (whole.length() >= SHORTEST && other.runs.contains(whole))
        || (other.whole.length() >= SHORTEST && runs.contains(other.whole));
  }
}
