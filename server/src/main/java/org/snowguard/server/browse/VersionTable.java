package org.snowguard.server.browse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.nixpkgs.PackageSpan;

/** The versions of some packages, a column a channel. */
public record VersionTable(List<FindingGrid.Column> channels, List<Row> rows) {

  /** A package; a version is null where the channel does not have it. */
  public record Row(String attribute, List<@Nullable String> versions) {}

  static VersionTable of(List<PackageSpan> spans) {
    LinkedHashSet<FindingGrid.Column> columns = new LinkedHashSet<>();
    Map<String, Map<String, String>> rows = new TreeMap<>();
    for (PackageSpan span : spans) {
      columns.add(new FindingGrid.Column(span.channel(), span.supported()));
      rows.computeIfAbsent(span.attribute(), attribute -> new LinkedHashMap<>())
          .put(span.channel(), span.version() == null ? "no version" : span.version());
    }
    List<Row> filled = new ArrayList<>();
    rows.forEach(
        (attribute, byChannel) -> {
          List<@Nullable String> versions = new ArrayList<>();
          columns.forEach(column -> versions.add(byChannel.get(column.name())));
          filled.add(new Row(attribute, versions));
        });
    return new VersionTable(List.copyOf(columns), List.copyOf(filled));
  }
}
