package org.snowguard.core.match;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
   * @param needs text that the description has to hold, lower case, or after {@code !} must not
   *     hold
   * @param project squashed name of the project
   */
  record Alias(String vendor, String needs, String project, String reason) {
    boolean holdsFor(@Nullable VendorName given, String lowerDescription) {
      return (vendor.equals(ANY)
              || (given != null
                  && (vendor.equals(given.squashed()) || vendor.equals(given.whole()))))
          && (needs.startsWith("!")
              ? !lowerDescription.contains(needs.substring(1))
              : lowerDescription.contains(needs));
    }
  }

  private final Map<String, Map<String, List<Alias>>> byPlace = new HashMap<>();

  CuratedAliases(List<DataTable.Row> rows) {
    for (DataTable.Row row : rows) {
      Alias alias =
          new Alias(
              row.get("vendor"),
              row.get("needs").toLowerCase(Locale.ROOT),
              row.get("project"),
              row.get("reason"));
      byPlace
          .computeIfAbsent(row.get("where"), where -> new HashMap<>())
          .computeIfAbsent(row.get("product"), product -> new ArrayList<>(1))
          .add(alias);
    }
  }

  /** Whether prose that says this squashed name speaks of a project with another name. */
  boolean inProse(String squashed) {
    return byPlace.getOrDefault("prose", Map.of()).containsKey(squashed);
  }

  /** Aliases for a name that stands there. */
  List<Alias> of(Mention mention, String lowerDescription) {
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
        .filter(alias -> alias.holdsFor(mention.vendor(), lowerDescription))
        .toList();
  }
}
