package org.snowguard.server.browse;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.record.SourceRecord;
import org.snowguard.server.web.LocalPath;

/**
 * A record behind a vulnerability.
 *
 * @param by whose record it is
 * @param href where its source shows it
 */
public record StatedSource(String by, String id, @Nullable Instant updated, String href) {

  static StatedSource of(SourceRecord source) {
    String id = source.record().id();
    String segment = LocalPath.segment(id);
    return switch (source.source()) {
      case CVE ->
          new StatedSource(
              "CVE list",
              id,
              source.record().updated(),
              "https://www.cve.org/CVERecord?id=" + segment);
      case OSV ->
          new StatedSource(
              "OSV", id, source.record().updated(), "https://osv.dev/vulnerability/" + segment);
      case NVD ->
          new StatedSource(
              "NVD", id, source.record().updated(), "https://nvd.nist.gov/vuln/detail/" + segment);
    };
  }
}
