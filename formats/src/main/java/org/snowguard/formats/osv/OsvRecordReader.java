package org.snowguard.formats.osv;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.record.AffectedEntry;
import org.snowguard.core.record.Container;
import org.snowguard.core.record.CvssStatement;
import org.snowguard.core.record.RecordState;
import org.snowguard.core.record.Reference;
import org.snowguard.core.record.VulnerabilityRecord;
import org.snowguard.formats.json.Located;
import org.snowguard.formats.json.Timestamps;

/**
 * Reads one record of the OSV schema 1.x. Only the id has to be right: whatever else is absent or
 * of a wrong type reads as absent.
 */
public final class OsvRecordReader {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:+-]{0,99}");
  private static final Pattern CWE = Pattern.compile("CWE-\\d{1,5}");

  private OsvRecordReader() {}

  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /** Never throws. */
  public static OsvReading read(Located root) {
    String id = root.text("id");
    if (id == null || !ID.matcher(id).matches()) {
      return new OsvReading.Unreadable(
          id == null
              ? "no id: expected a record of the OSV schema, such as GHSA-… or GO-…"
              : "id is '%s': expected an id as the OSV schema has them"
                  .formatted(id.length() > 60 ? id.substring(0, 60) + "…" : id),
          null);
    }
    return new OsvReading.Read(record(root, id), ids(root, "related"), ids(root, "upstream"));
  }

  private static VulnerabilityRecord record(Located root, String id) {
    Container container = new Container(Container.Role.OSV, database(id));
    Located text = root.text("details") != null ? root.get("details") : root.get("summary");
    String description = text.text();
    TreeSet<String> aliases = new TreeSet<>(ids(root, "aliases"));
    aliases.remove(id);
    return new VulnerabilityRecord(
        id,
        List.copyOf(aliases),
        root.get("withdrawn").isPresent() ? RecordState.REJECTED : RecordState.PUBLISHED,
        null,
        summary(root),
        description == null ? "" : description,
        description == null ? "" : text.pointer(),
        Timestamps.instant(root.text("published")),
        Timestamps.instant(root.text("modified")),
        affected(root, container),
        references(root),
        cvss(root, container),
        weaknesses(root),
        isUnreviewed(root) ? List.of("unreviewed") : List.of(),
        null,
        null);
  }

  /** The database is what the id begins with (OSV schema, id). */
  private static String database(String id) {
    int dash = id.indexOf('-');
    return dash < 0 ? id : id.substring(0, dash);
  }

  private static @Nullable String summary(Located root) {
    String summary = root.text("summary");
    return summary == null || summary.isBlank() ? null : summary;
  }

  private static List<String> ids(Located root, String field) {
    return root.texts(field).stream()
        .map(String::strip)
        .filter(id -> ID.matcher(id).matches())
        .distinct()
        .sorted()
        .toList();
  }

  private static List<AffectedEntry> affected(Located root, Container container) {
    List<AffectedEntry> entries = new ArrayList<>();
    for (Located affected : root.get("affected").itemsOrSelf()) {
      if (affected.isObject()) {
        entries.add(AffectedPackage.entry(container, affected, !isUnreviewed(root)));
      }
    }
    return entries;
  }

  private static List<Reference> references(Located root) {
    Map<String, Reference> byUrl = new LinkedHashMap<>();
    for (Located reference : root.get("references").itemsOrSelf()) {
      String url = reference.text("url");
      String type = reference.text("type");
      if (url != null && !url.isBlank()) {
        byUrl.putIfAbsent(
            url.strip(),
            new Reference(
                reference.pointer(),
                url.strip(),
                type == null ? List.of() : List.of(type.toLowerCase(Locale.ROOT))));
      }
    }
    return List.copyOf(byUrl.values());
  }

  private static List<CvssStatement> cvss(Located root, Container container) {
    List<CvssStatement> statements = new ArrayList<>();
    List<Located> severities = new ArrayList<>(root.get("severity").itemsOrSelf());
    for (Located affected : root.get("affected").itemsOrSelf()) {
      severities.addAll(affected.get("severity").itemsOrSelf());
    }
    for (Located severity : severities) {
      String type = severity.text("type");
      String vector = severity.text("score");
      if (type != null && type.startsWith("CVSS_V") && vector != null && !vector.isBlank()) {
        statements.add(new CvssStatement(severity.pointer(), container, vector.strip()));
      }
    }
    return statements;
  }

  /** GitHub's advisories say them there; the schema has no field. */
  private static List<String> weaknesses(Located root) {
    return root.get("database_specific").texts("cwe_ids").stream()
        .map(String::strip)
        .filter(id -> CWE.matcher(id).matches())
        .distinct()
        .sorted()
        .toList();
  }

  /** Go and GitHub take over advisories that nobody has looked at yet. */
  private static boolean isUnreviewed(Located root) {
    Located specific = root.get("database_specific");
    return "UNREVIEWED".equals(specific.text("review_status"))
        || specific.get("github_reviewed").isFalse();
  }
}
