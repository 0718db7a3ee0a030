package org.snowguard.formats.nvd;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.record.Container;
import org.snowguard.core.record.CvssStatement;
import org.snowguard.core.record.RecordState;
import org.snowguard.core.record.Reference;
import org.snowguard.core.record.VulnerabilityRecord;
import org.snowguard.formats.cpe.CpeConfigurations;
import org.snowguard.formats.json.Located;
import org.snowguard.formats.json.Timestamps;

/**
 * Reads one {@code vulnerabilities[].cve} of a response of the NVD's API 2.0. Only the id has to be
 * right: whatever else is absent or of a wrong type reads as absent. Pointers lead into that
 * object.
 */
public final class NvdRecordReader {
  private static final Container NVD = new Container(Container.Role.NVD, "nvd");
  private static final Pattern CVE_ID = Pattern.compile("CVE-\\d{4}-\\d{4,19}");
  private static final Pattern CWE = Pattern.compile("CWE-\\d{1,5}");
  private static final List<String> METRICS =
      List.of("cvssMetricV40", "cvssMetricV31", "cvssMetricV30", "cvssMetricV2");

  private NvdRecordReader() {}

  /** Never throws. */
  public static NvdReading read(Located cve) {
    String id = cve.text("id");
    if (id == null || !CVE_ID.matcher(id).matches()) {
      String shown = id == null ? "absent" : "'" + (id.length() > 60 ? id.substring(0, 60) : id);
      return new NvdReading.Unreadable(
          "cve.id is %s: expected CVE-YYYY-NNNN, as the NVD's API 2.0 has it".formatted(shown),
          null);
    }
    Located description = description(cve);
    String text = description.text();
    return new NvdReading.Read(
        new VulnerabilityRecord(
            id,
            List.of(),
            "Rejected".equalsIgnoreCase(cve.text("vulnStatus"))
                ? RecordState.REJECTED
                : RecordState.PUBLISHED,
            cve.text("sourceIdentifier"),
            null,
            text == null ? "" : text,
            text == null ? "" : description.pointer(),
            Timestamps.instant(cve.text("published")),
            Timestamps.instant(cve.text("lastModified")),
            CpeConfigurations.entries(NVD, cve.get("configurations")),
            references(cve),
            cvss(cve),
            weaknesses(cve),
            tags(cve),
            null,
            knownExploitedSince(cve)));
  }

  private static Located description(Located cve) {
    for (Located text : cve.get("descriptions").itemsOrSelf()) {
      if ("en".equals(text.text("lang")) && text.text("value") != null) {
        return text.get("value");
      }
    }
    return Located.NOTHING;
  }

  /** The same link may be given by several sources: once, with the tags of all. */
  private static List<Reference> references(Located cve) {
    Map<String, Located> first = new LinkedHashMap<>();
    Map<String, Set<String>> tags = new LinkedHashMap<>();
    for (Located reference : cve.get("references").itemsOrSelf()) {
      String url = reference.text("url");
      if (url != null && !url.isBlank()) {
        first.putIfAbsent(url.strip(), reference);
        tags.computeIfAbsent(url.strip(), _ -> new LinkedHashSet<>())
            .addAll(reference.texts("tags"));
      }
    }
    List<Reference> references = new ArrayList<>();
    first.forEach(
        (url, at) ->
            references.add(
                new Reference(at.pointer(), url, List.copyOf(tags.getOrDefault(url, Set.of())))));
    return references;
  }

  private static List<CvssStatement> cvss(Located cve) {
    List<CvssStatement> statements = new ArrayList<>();
    for (String version : METRICS) {
      for (Located metric : cve.get("metrics").get(version).itemsOrSelf()) {
        Located data = metric.get("cvssData");
        String vector = data.text("vectorString");
        String source = metric.text("source");
        if (vector != null && !vector.isBlank()) {
          statements.add(
              new CvssStatement(
                  data.pointer(),
                  new Container(Container.Role.NVD, source == null ? "nvd" : source),
                  vector.strip()));
        }
      }
    }
    return statements;
  }

  private static List<String> weaknesses(Located cve) {
    TreeSet<String> ids = new TreeSet<>();
    for (Located weakness : cve.get("weaknesses").itemsOrSelf()) {
      for (Located description : weakness.get("description").itemsOrSelf()) {
        String id = description.text("value");
        if (id != null && CWE.matcher(id.strip()).matches()) {
          ids.add(id.strip());
        }
      }
    }
    return List.copyOf(ids);
  }

  private static List<String> tags(Located cve) {
    LinkedHashSet<String> tags = new LinkedHashSet<>();
    cve.get("cveTags").itemsOrSelf().forEach(given -> tags.addAll(given.texts("tags")));
    return List.copyOf(tags);
  }

  private static @Nullable LocalDate knownExploitedSince(Located cve) {
    return Timestamps.day(cve.text("cisaExploitAdd"));
  }
}
