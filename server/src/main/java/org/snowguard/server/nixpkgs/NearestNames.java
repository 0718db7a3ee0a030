package org.snowguard.server.nixpkgs;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Names that somebody may have meant who mistyped one. */
final class NearestNames {

  private NearestNames() {}

  private record Distance(String name, int edits) {}

  /** Those that take the fewest edits, of those that take no more than a third of the word. */
  static List<String> of(String word, Collection<String> names, int limit) {
    int most = Math.max(2, word.length() / 3);
    return names.stream()
        .filter(name -> Math.abs(leaf(name, word).length() - word.length()) <= most)
        .map(name -> new Distance(name, edits(leaf(name, word), word)))
        .filter(one -> one.edits() <= most)
        .sorted(
            Comparator.comparingInt(Distance::edits)
                .thenComparingInt(one -> one.name().length())
                .thenComparing(Distance::name))
        .limit(limit)
        .map(Distance::name)
        .toList();
  }

  /** A word without a package set is compared with names without theirs. */
  private static String leaf(String name, String word) {
    return word.indexOf('.') >= 0 ? name : name.substring(name.lastIndexOf('.') + 1);
  }

  /** Levenshtein distance, case aside. */
  private static int edits(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int column = 0; column < row.length; column++) {
      row[column] = column;
    }
    for (int line = 1; line <= one.length(); line++) {
      int diagonal = row[0];
      row[0] = line;
      for (int column = 1; column < row.length; column++) {
        int above = row[column];
        boolean same =
            Character.toLowerCase(one.charAt(line - 1))
                == Character.toLowerCase(other.charAt(column - 1));
        row[column] = Math.min(diagonal + (same ? 0 : 1), 1 + Math.min(above, row[column - 1]));
        diagonal = above;
      }
    }
    return row[other.length()];
  }
}
