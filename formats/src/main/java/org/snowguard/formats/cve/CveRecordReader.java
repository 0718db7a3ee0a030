package org.snowguard.formats.cve;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.record.AffectedEntry;
import org.snowguard.core.record.RecordState;
import org.snowguard.core.record.VulnerabilityRecord;
import org.snowguard.formats.cpe.CpeConfigurations;
import org.snowguard.formats.json.JsonBounds;
import org.snowguard.formats.json.JsonDocument;
import org.snowguard.formats.json.Located;
import org.snowguard.formats.json.Timestamps;

/**
 * Reads one record in CVE JSON 5.0, 5.1 or 5.2. Only the id and the state have to be right:
 * whatever else is absent or of a wrong type reads as absent, and texts stay as they are.
 */
public final class CveRecordReader {
  private static final Pattern CVE_ID = Pattern.compile("CVE-\\d{4}-\\d{4,19}");
  private static final Pattern GHSA_ID =
      Pattern.compile("GHSA(-[23456789cfghjmpqrvwx]{4}){3}", Pattern.CASE_INSENSITIVE);

  private CveRecordReader() {}

  /** Reads at most {@link JsonBounds#RECORD_BYTES} of the stream and leaves it open. */
  public static CveReading read(InputStream record) throws IOException {
    return read(record.readNBytes(JsonBounds.RECORD_BYTES + 1));
  }

  /** Never throws. */
  public static CveReading read(byte[] record) {
    return switch (JsonDocument.parse(record)) {
      case JsonDocument.Malformed(String reason) ->
          new CveReading.Unreadable("not a JSON text: " + reason, null);
      case JsonDocument.Parsed(Located root, List<String> remarks) -> read(root, remarks);
    };
  }

  private static CveReading read(Located root, List<String> remarks) {
    Located metadata = root.get("cveMetadata");
    String id = metadata.text("cveId");
    if (id == null || !CVE_ID.matcher(id).matches()) {
      return new CveReading.Unreadable(withoutId(root, id), null);
    }
    String format = root.text("dataVersion");
    if (format != null && !format.startsWith("5")) {
      return new CveReading.Unreadable(
          "dataVersion is '%s': 5.0, 5.1 and 5.2 are read".formatted(bounded(format)), id);
    }
    RecordState state = state(root);
    if (state == null) {
      return new CveReading.Unreadable(
          "cveMetadata.state is '%s': expected PUBLISHED or REJECTED"
              .formatted(bounded(String.valueOf(metadata.text("state")))),
          id);
    }
    return new CveReading.Read(record(root, id, state), remarks);
  }

  private static String withoutId(Located root, @Nullable String id) {
    if (id != null) {
      return "cveMetadata.cveId is '%s': expected CVE-YYYY-NNNN".formatted(bounded(id));
    }
    return root.get("CVE_data_meta").isPresent()
        ? "a record in CVE JSON 4: take it from the CVE list in its present form"
        : "not a CVE record: cveMetadata.cveId is missing";
  }

  private static @Nullable RecordState state(Located root) {
    String state = root.get("cveMetadata").text("state");
    if (state == null) {
      return root.get("containers").get("cna").get("rejectedReasons").isPresent()
          ? RecordState.REJECTED
          : RecordState.PUBLISHED;
    }
    return switch (state.toUpperCase(Locale.ROOT)) {
      case "PUBLISHED" -> RecordState.PUBLISHED;
      case "REJECTED" -> RecordState.REJECTED;
      default -> null;
    };
  }

  private static VulnerabilityRecord record(Located root, String id, RecordState state) {
    List<SourceContainer> containers = SourceContainer.of(root);
    Located metadata = root.get("cveMetadata");
    Located cna = root.get("containers").get("cna");
    Located description = description(containers, state);
    return new VulnerabilityRecord(
        id,
        aliases(cna),
        state,
        metadata.text("assignerShortName"),
        title(cna),
        orEmpty(description.text()),
        description.isPresent() ? description.pointer() : "",
        Timestamps.instant(metadata.text("datePublished")),
        Timestamps.instant(metadata.text("dateUpdated")),
        affected(containers),
        References.of(containers),
        Metrics.cvss(containers),
        Weaknesses.of(containers),
        tags(containers),
        Metrics.ssvc(containers),
        Metrics.knownExploitedSince(containers));
  }

  /** The first English text; a rejected record says why instead of what. */
  private static Located description(List<SourceContainer> containers, RecordState state) {
    String field = state == RecordState.REJECTED ? "rejectedReasons" : "descriptions";
    for (SourceContainer container : containers) {
      for (Located text : container.at().get(field).itemsOrSelf()) {
        String language = text.text("lang");
        boolean english = language == null || language.toLowerCase(Locale.ROOT).startsWith("en");
        if (english && text.text("value") != null) {
          return text.get("value");
        }
      }
    }
    return Located.NOTHING;
  }

  private static @Nullable String title(Located cna) {
    String title = cna.text("title");
    return title == null || title.isBlank() ? null : title;
  }

  /** Ids of GitHub advisories that the assigner names as the source of the record. */
  private static List<String> aliases(Located cna) {
    TreeSet<String> aliases = new TreeSet<>();
    for (String field : List.of("advisory", "defect", "defects")) {
      for (String text : cna.get("source").texts(field)) {
        String id = text.strip();
        if (GHSA_ID.matcher(id).matches()) {
          aliases.add("GHSA" + id.substring(4).toLowerCase(Locale.ROOT));
        }
      }
    }
    return List.copyOf(aliases);
  }

  private static List<AffectedEntry> affected(List<SourceContainer> containers) {
    List<AffectedEntry> entries = new ArrayList<>();
    for (SourceContainer container : containers) {
      entries.addAll(AffectedProducts.of(container));
      entries.addAll(
          CpeConfigurations.entries(container.container(), container.at().get("cpeApplicability")));
    }
    return entries;
  }

  private static List<String> tags(List<SourceContainer> containers) {
    LinkedHashSet<String> tags = new LinkedHashSet<>();
    containers.forEach(container -> tags.addAll(container.at().texts("tags")));
    return List.copyOf(tags);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static String bounded(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}
