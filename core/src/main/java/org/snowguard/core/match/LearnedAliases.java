package org.snowguard.core.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.snowguard.core.project.DataTable;

/** The lessons of people's decisions, looked up by product. */
public final class LearnedAliases {
  /** No lessons. */
  public static final LearnedAliases NONE = new LearnedAliases(List.of());

  private final List<LearnedAlias> all;
  private final Map<TaughtName, List<LearnedAlias>> byName;

  public LearnedAliases(List<LearnedAlias> aliases) {
    all = List.copyOf(aliases);
    byName = new HashMap<>();
    for (LearnedAlias alias : aliases) {
      byName.computeIfAbsent(alias.name(), name -> new ArrayList<>(1)).add(alias);
    }
  }

  /**
   * Reads the form that {@code --aliases FILE} takes: columns {@code vendor}, {@code product},
   * {@code project}, {@code kind} ({@code alias} or {@code anti_alias}) and {@code people},
   * tab-separated, with a header line; an empty vendor means that the record had none.
   */
  public static LearnedAliases parse(String name, List<String> lines) {
    return new LearnedAliases(
        DataTable.parse(name, lines).stream().map(row -> alias(name, row)).toList());
  }

  /** The lessons about a name. */
  List<LearnedAlias> about(TaughtName name) {
    return byName.getOrDefault(name, List.of());
  }

  /** What was taught about each product, as {@link Matcher#parts} has it behind the projects. */
  public List<IndexPart> parts() {
    return IndexParts.of(all);
  }

  /** Writes what {@link #parse} reads. */
  public static List<String> lines(List<LearnedAlias> aliases) {
    List<String> lines = new ArrayList<>();
    lines.add("vendor\tproduct\tproject\tkind\tpeople");
    for (LearnedAlias alias : aliases) {
      String vendor = alias.vendor() == null ? "" : alias.vendor();
      lines.add(
          String.join(
              "\t",
              vendor,
              alias.product(),
              alias.project(),
              alias.kind().text(),
              Integer.toString(alias.people())));
    }
    return lines;
  }

  private static LearnedAlias alias(String name, DataTable.Row row) {
    String kind = row.get("kind");
    LearnedAlias.Kind known =
        Arrays.stream(LearnedAlias.Kind.values())
            .filter(one -> one.text().equals(kind))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "%s: kind '%s' is none of alias, anti_alias".formatted(name, kind)));
    String vendor = row.get("vendor");
    return new LearnedAlias(
        vendor.isEmpty() ? null : vendor,
        row.get("product"),
        row.get("project"),
        known,
        Integer.parseInt(row.get("people")));
  }
}
