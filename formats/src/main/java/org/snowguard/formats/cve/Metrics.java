package org.snowguard.formats.cve;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.record.CvssStatement;
import org.snowguard.core.record.Ssvc;
import org.snowguard.formats.json.Located;
import org.snowguard.formats.json.Timestamps;

/**
 * {@code metrics[]} of the containers: CVSS of everybody, decision points and exploitation of CISA.
 */
final class Metrics {
  private static final List<String> CVSS_FIELDS =
      List.of("cvssV4_0", "cvssV3_1", "cvssV3_0", "cvssV2_0");

  private Metrics() {}

  /** Every vector; a score without one says nothing about how it came to be. */
  static List<CvssStatement> cvss(List<SourceContainer> containers) {
    List<CvssStatement> statements = new ArrayList<>();
    for (SourceContainer container : containers) {
      for (Located metric : container.at().get("metrics").itemsOrSelf()) {
        for (String field : CVSS_FIELDS) {
          Located cvss = metric.get(field);
          String vector = cvss.text("vectorString");
          if (vector != null && !vector.isBlank()) {
            statements.add(
                new CvssStatement(cvss.pointer(), container.container(), vector.strip()));
          }
        }
      }
    }
    return statements;
  }

  /** The latest by its own timestamp, of equal ones the last. */
  static @Nullable Ssvc ssvc(List<SourceContainer> containers) {
    Located latest = null;
    Instant latestAt = Instant.MIN;
    for (Located content : contentOfCisa(containers, "ssvc")) {
      Instant stated = Timestamps.instant(content.text("timestamp"));
      Instant at = stated == null ? Instant.MIN : stated;
      if (!at.isBefore(latestAt)) {
        latest = content;
        latestAt = at;
      }
    }
    return latest == null ? null : decisionPoints(latest);
  }

  /** The earliest day that CISA states. */
  static @Nullable LocalDate knownExploitedSince(List<SourceContainer> containers) {
    LocalDate earliest = null;
    for (Located content : contentOfCisa(containers, "kev")) {
      LocalDate added = Timestamps.day(content.text("dateAdded"));
      if (added != null && (earliest == null || added.isBefore(earliest))) {
        earliest = added;
      }
    }
    return earliest;
  }

  private static @Nullable Ssvc decisionPoints(Located content) {
    Map<String, String> points = new HashMap<>();
    for (Located option : content.get("options").itemsOrSelf()) {
      for (Located point : option.fields()) {
        String value = point.text();
        if (value != null) {
          points.put(lower(point.step()), lower(value));
        }
      }
    }
    Ssvc ssvc =
        new Ssvc(
            points.get("exploitation"), points.get("automatable"), points.get("technical impact"));
    return ssvc.equals(new Ssvc(null, null, null)) ? null : ssvc;
  }

  private static List<Located> contentOfCisa(List<SourceContainer> containers, String type) {
    List<Located> contents = new ArrayList<>();
    for (SourceContainer container : containers) {
      if (container.isCisa()) {
        for (Located metric : container.at().get("metrics").itemsOrSelf()) {
          Located other = metric.get("other");
          if (type.equals(other.text("type"))) {
            contents.add(other.get("content"));
          }
        }
      }
    }
    return contents;
  }

  private static String lower(String text) {
    return text.strip().toLowerCase(Locale.ROOT);
  }
}
