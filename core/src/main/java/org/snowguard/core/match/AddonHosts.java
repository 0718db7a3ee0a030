package org.snowguard.core.match;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.project.DataTable;
import org.snowguard.core.record.AffectedEntry;
import org.snowguard.core.record.VulnerabilityRecord;

/**
 * Whether a record is about an extension of some host: a WordPress plugin, a Jenkins plugin, an
 * Android app. Such a record is not about a package that only shares the extension's name.
 */
final class AddonHosts {
  private static final int HEAD = 600;
  static final String FILE = "addon-hosts.tsv";

  private final List<Sign> signs;

  AddonHosts(List<DataTable.Row> rows) {
    signs = rows.stream().map(Sign::of).toList();
  }

  /** Where a sign is looked for. */
  private enum Place {
    ASSIGNER,
    TARGET,
    PROSE
  }

  /** What tells that a record is about an extension of {@code host}. */
  private record Sign(String host, Place place, String value) {
    static Sign of(DataTable.Row row) {
      Place place =
          switch (row.get("tells")) {
            case "assigner" -> Place.ASSIGNER;
            case "target" -> Place.TARGET;
            case "prose" -> Place.PROSE;
            default ->
                throw new IllegalStateException(
                    "addon-hosts.tsv: 'tells' is '%s', not assigner, target or prose"
                        .formatted(row.get("tells")));
          };
      String value = row.get("value");
      return new Sign(row.get("host"), place, place == Place.TARGET ? "target:" + value : value);
    }
  }

  /** Hosts that the record speaks of, to the pointer of what tells. */
  Map<String, String> of(VulnerabilityRecord record, Map<String, String> registries) {
    Map<String, String> hosts = new LinkedHashMap<>();
    String assigner = record.assigner() == null ? "" : record.assigner().toLowerCase(Locale.ROOT);
    List<Prose> texts = texts(record);
    for (Sign sign : signs) {
      String pointer =
          switch (sign.place()) {
            case ASSIGNER ->
                assigner.equals(sign.value()) ? "/cveMetadata/assignerShortName" : null;
            case TARGET -> registries.get(sign.value());
            case PROSE -> pointerOf(sign.value(), texts);
          };
      if (pointer != null) {
        hosts.putIfAbsent(sign.host(), pointer);
      }
    }
    return hosts;
  }

  private static @Nullable String pointerOf(String value, List<Prose> texts) {
    for (Prose prose : texts) {
      if (prose.text().contains(value)) {
        return prose.pointer();
      }
    }
    return null;
  }

  private record Prose(String text, String pointer) {}

  private static List<Prose> texts(VulnerabilityRecord record) {
    List<Prose> texts = new ArrayList<>();
    String title = record.title();
    if (title != null) {
      texts.add(new Prose(lower(title), record.titlePointer()));
    }
    texts.add(new Prose(lower(record.description()), record.descriptionPointer()));
    for (AffectedEntry entry :
        record.affected().subList(0, Math.min(4, record.affected().size()))) {
      String product = entry.product();
      if (product != null) {
        String vendor = entry.vendor() == null ? "" : entry.vendor();
        texts.add(new Prose(lower(vendor + " " + product), EntryField.PRODUCT.in(entry)));
      }
    }
    return texts;
  }

  private static String lower(String text) {
    return text.substring(0, Math.min(HEAD, text.length())).toLowerCase(Locale.ROOT);
  }
}
