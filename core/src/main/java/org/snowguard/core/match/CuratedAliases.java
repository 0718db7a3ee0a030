package org.snowguard.core.match;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.project.DataTable;

/**
 * Names of packaged software that no rule could find: few, each with its reason, in a data file.
 */
final class CuratedAliases {
  static final String FILE = "aliases.tsv";

  private static final String ANY = "*";

  /**
   * One line of the file.
   *
   * @param needs words of which the description has to hold one, or after {@code !} none; empty for
   *     any description
   * @param projects squashed names of the projects
   */
  record Alias(
      String vendor, boolean without, List<String> needs, List<String> projects, String reason) {
    boolean holdsFor(@Nullable VendorName given, Supplier<String> description) {
      return (vendor.equals(ANY)
              || (given != null
                  && (vendor.equals(given.squashed()) || vendor.equals(given.whole()))))
          && (needs.isEmpty()
              || needs.stream().anyMatch(word -> description.get().contains(" " + word + " "))
                  != without);
    }
  }

  private final Map<String, Map<String, List<Alias>>> byPlace = new HashMap<>();

  CuratedAliases(List<DataTable.Row> rows) {
    for (DataTable.Row row : rows) {
      String needs = row.get("needs");
      boolean without = needs.startsWith("!");
      Alias alias =
          new Alias(
              row.get("vendor"),
              without,
              alternatives(without ? needs.substring(1) : needs),
              List.of(row.get("project").split(" ")),
              row.get("reason"));
      for (String product : alternatives(row.get("product"))) {
        byPlace
            .computeIfAbsent(row.get("where"), where -> new HashMap<>())
            .computeIfAbsent(product, key -> new ArrayList<>(1))
            .add(alias);
      }
    }
  }

  private static List<String> alternatives(String cell) {
    return cell.isEmpty() ? List.of() : List.of(cell.split("\\|"));
  }

  /** A description as {@link #of} takes it: its words in lower case, a space around each. */
  static String words(String description) {
    StringBuilder words = new StringBuilder(description.length() + 2).append(' ');
    for (int i = 0; i < description.length(); i++) {
      char c = Character.toLowerCase(description.charAt(i));
      boolean letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      if (letter) {
        words.append(c);
      } else if (words.charAt(words.length() - 1) != ' ') {
        words.append(' ');
      }
    }
    return words.append(' ').toString();
  }

  /** Whether prose that says this squashed name speaks of a project with another name. */
  boolean inProse(String squashed) {
    return byPlace.getOrDefault("prose", Map.of()).containsKey(squashed);
  }

  /** Every name for which {@link #inProse} holds. */
  Set<String> namesInProse() {
    return byPlace.getOrDefault("prose", Map.of()).keySet();
  }

  /** Aliases for a name that stands there, in a record whose description has these words. */
  List<Alias> of(Mention mention, Supplier<String> description) {
    String where =
        mention.source().isProse()
            ? "prose"
            : mention.source() == Mention.Source.PACKAGE ? "package" : "product";
    Map<String, List<Alias>> byName = byPlace.getOrDefault(where, Map.of());
    List<Alias> ofName = byName.getOrDefault(mention.key(), List.of());
    List<Alias> ofAny = byName.getOrDefault(ANY, List.of());
    if (ofName.isEmpty() && ofAny.isEmpty()) {
      return List.of();
    }
    return Stream.concat(ofName.stream(), ofAny.stream())
        .filter(alias -> alias.holdsFor(mention.vendor(), description))
        .toList();
  }
}
