package org.snowguard.core.match;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.snowguard.core.project.DataTable;

/** Names of packaged software that no rule could find: few, each with its reason, in a data file. */
final class CuratedAliases {
  private static final String ANY = "*";

  /**
   * One line of the file.
   *
   * @param needs text that the description has to hold, lower case, or after {@code !} must not hold
   * @param project squashed name of the project
   */
  record Alias(String vendor, String needs, String project, String reason) {
    boolean holdsFor(String squashedVendor, String lowerDescription) {
      return (vendor.equals(ANY) || vendor.equals(squashedVendor))
          && (needs.startsWith("!")
              ? !lowerDescription.contains(needs.substring(1))
              : lowerDescription.contains(needs));
    }
  }

  private final Map<String, List<Alias>> byName = new HashMap<>();

  static CuratedAliases shipped() {
    CuratedAliases aliases = new CuratedAliases();
    for (DataTable.Row row : DataTable.read(CuratedAliases.class, "aliases.tsv")) {
      Alias alias =
          new Alias(
              row.get("vendor"), row.get("needs").toLowerCase(Locale.ROOT), row.get("project"),
              row.get("reason"));
      aliases
          .byName
          .computeIfAbsent(row.get("where") + "\t" + row.get("product"), k -> new ArrayList<>(1))
          .add(alias);
    }
    return aliases;
  }

  static CuratedAliases none() {
    return new CuratedAliases();
  }

  /** Whether prose that says this squashed name speaks of a project with another name. */
  boolean inProse(String squashed) {
    return byName.containsKey("prose\t" + squashed);
  }

  /** Aliases for a name that stands there. */
  List<Alias> of(Mention mention, String lowerDescription) {
    List<Alias> found = new ArrayList<>();
    String where =
        mention.source().isProse()
            ? "prose"
            : mention.source() == Mention.Source.PACKAGE ? "package" : "product";
    VendorName vendor = VendorName.of(mention.vendor());
    String squashedVendor = mention.vendor() == null ? "" : NameKeys.squash(mention.vendor());
    for (String name : List.of(mention.key(), ANY)) {
      for (Alias alias : byName.getOrDefault(where + "\t" + name, List.of())) {
        boolean own =
            alias.holdsFor(squashedVendor, lowerDescription)
                || (vendor != null && alias.holdsFor(vendor.whole(), lowerDescription));
        if (own) {
          found.add(alias);
        }
      }
    }
    return found;
  }
}
