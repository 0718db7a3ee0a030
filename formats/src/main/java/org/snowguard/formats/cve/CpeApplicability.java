package org.snowguard.formats.cve;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.record.AffectedEntry;
import org.snowguard.core.record.VersionStatement;
import org.snowguard.core.record.VersionStatus;
import org.snowguard.formats.json.Located;

/**
 * {@code cpeApplicability[]} of a container, in the form of the NVD's configurations: an entry for
 * each match that is vulnerable. What a configuration merely runs on ({@code vulnerable: false})
 * and negated nodes name no product.
 */
final class CpeApplicability {
  private CpeApplicability() {}

  static List<AffectedEntry> of(SourceContainer container) {
    List<AffectedEntry> entries = new ArrayList<>();
    for (Located configuration : container.at().get("cpeApplicability").itemsOrSelf()) {
      if (configuration.get("negate").isTrue()) {
        continue;
      }
      for (Located node : configuration.get("nodes").itemsOrSelf()) {
        if (!node.get("negate").isTrue()) {
          addMatches(container, node, entries);
        }
      }
    }
    return entries;
  }

  private static void addMatches(
      SourceContainer container, Located node, List<AffectedEntry> entries) {
    for (Located match : node.get("cpeMatch").itemsOrSelf()) {
      String criteria = match.text("criteria");
      CpeName name = criteria == null ? null : CpeName.parse(criteria);
      if (criteria != null && name != null && match.get("vulnerable").isTrue()) {
        entries.add(entry(container, match, criteria, name));
      }
    }
  }

  private static AffectedEntry entry(
      SourceContainer container, Located match, String criteria, CpeName name) {
    List<VersionStatement> versions = versions(match, name);
    return new AffectedEntry(
        match.pointer(),
        container.container(),
        name.vendor(),
        name.product(),
        null,
        null,
        null,
        null,
        List.of(criteria),
        List.of(),
        List.of(),
        List.of(),
        versions,
        versions.isEmpty() ? VersionStatus.AFFECTED : null);
  }

  /** Empty when the match bounds nothing: then every version is meant. */
  private static List<VersionStatement> versions(Located match, CpeName name) {
    String from = match.text("versionStartIncluding");
    String after = match.text("versionStartExcluding");
    String before = match.text("versionEndExcluding");
    String to = match.text("versionEndIncluding");
    boolean unbounded = from == null && after == null && before == null && to == null;
    if (unbounded) {
      return name.anyVersion()
          ? List.of()
          : List.of(statement(name.version(), VersionStatus.AFFECTED, null, null));
    }
    String start = from != null ? from : after != null ? after : "";
    // A range without an end is one up to '*' (CVE JSON 5, definitions/product, lessThanOrEqual).
    String upTo = before == null && to == null ? "*" : to;
    VersionStatement range = statement(start, VersionStatus.AFFECTED, before, upTo);
    // CVE JSON has no exclusive start: the version itself is named as unaffected.
    return from == null && after != null
        ? List.of(statement(after, VersionStatus.UNAFFECTED, null, null), range)
        : List.of(range);
  }

  private static VersionStatement statement(
      String version, VersionStatus status, @Nullable String lessThan, @Nullable String upTo) {
    return new VersionStatement(version, status, lessThan, upTo, null, List.of());
  }
}
