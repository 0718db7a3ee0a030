package org.snowguard.server.browse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Verdicts as a table: a column a channel.
 *
 * @param channels in the order of pages
 */
public record FindingGrid(List<Column> channels, List<Row> rows) {

  /** A channel. */
  public record Column(String name, boolean supported) {}

  /** What stands under one heading, by channel; null where the channel has nothing. */
  public record Row(String heading, List<@Nullable PackageFinding> cells) {}

  /**
   * Sets findings up in a table.
   *
   * @param findings in the order of channels
   * @param headingOf what its row is about: the package, or the vulnerability
   */
  static FindingGrid of(List<PackageFinding> findings, Function<PackageFinding, String> headingOf) {
    LinkedHashSet<Column> columns = new LinkedHashSet<>();
    Map<String, Map<String, PackageFinding>> rows = new LinkedHashMap<>();
    for (PackageFinding finding : findings) {
      columns.add(new Column(finding.channel(), finding.supported()));
      rows.computeIfAbsent(headingOf.apply(finding), heading -> new LinkedHashMap<>())
          .put(finding.channel(), finding);
    }
    List<Row> filled = new ArrayList<>();
    rows.forEach(
        (heading, byChannel) -> {
          List<@Nullable PackageFinding> cells = new ArrayList<>();
          columns.forEach(column -> cells.add(byChannel.get(column.name())));
          filled.add(new Row(heading, cells));
        });
    return new FindingGrid(List.copyOf(columns), List.copyOf(filled));
  }
}
