package org.snowguard.core.project;

import java.util.List;
import java.util.Locale;

/**
 * The part of a package's name that all builds of one software have in common. What is cut off
 * stands with its reason in {@code variant-suffixes.tsv}.
 */
final class NameStem {
  private static final List<DataTable.Row> ROWS =
      DataTable.read(NameStem.class, "variant-suffixes.tsv");
  private static final List<String> ALWAYS = suffixes("always");
  private static final List<String> SAME_SOURCE = suffixes("same_source");

  private static final int SHORTEST_SERIES = 4;

  private NameStem() {}

  /** The name without the marks of wrappers and build options; lower case. */
  static String of(String name) {
    return without(name.toLowerCase(Locale.ROOT), ALWAYS);
  }

  /**
   * The stem without marks that only mean "the same software" where the source is the same, too.
   */
  static String ofSameSource(String stem) {
    String all = stem;
    String before;
    do {
      before = all;
      all = without(without(all, SAME_SOURCE), ALWAYS);
    } while (!all.equals(before));
    return all;
  }

  /** {@code gimp} of {@code gimp2}: the name of all series; short names keep their number. */
  static String ofSeries(String stem) {
    int end = stem.length();
    while (end > 0
        && (Character.isDigit(stem.charAt(end - 1)) || "._-".indexOf(stem.charAt(end - 1)) >= 0)) {
      end--;
    }
    return end >= SHORTEST_SERIES ? stem.substring(0, end) : stem;
  }

  private static String without(String name, List<String> suffixes) {
    String rest = name;
    boolean changed = true;
    while (changed) {
      changed = false;
      for (String suffix : suffixes) {
        if (rest.endsWith(suffix) && rest.length() > suffix.length() + 1) {
          rest = rest.substring(0, rest.length() - suffix.length());
          changed = true;
        }
      }
    }
    return rest;
  }

  private static List<String> suffixes(String when) {
    return ROWS.stream()
        .filter(row -> row.get("when").equals(when))
        .map(row -> row.get("suffix"))
        .toList();
  }
}
