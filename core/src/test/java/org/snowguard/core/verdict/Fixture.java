package org.snowguard.core.verdict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.nixpkgs.NixPackage;
import org.snowguard.core.nixpkgs.PackageMetadata;
import org.snowguard.core.record.AffectedEntry;
import org.snowguard.core.record.Container;
import org.snowguard.core.record.RecordState;
import org.snowguard.core.record.VersionChange;
import org.snowguard.core.record.VersionStatement;
import org.snowguard.core.record.VersionStatus;
import org.snowguard.core.record.VulnerabilityRecord;

/**
 * Records and packages in few words. Statements: {@code affected [1.0,2.0)} is a range with {@code
 * lessThan}, {@code affected [1.0,2.0]} one with {@code lessThanOrEqual}, {@code affected {1.2}} a
 * version alone; {@code type=git} and {@code at=1.5:unaffected} may follow; a semicolon separates
 * them.
 */
final class Fixture {
  static final Container CNA = new Container(Container.Role.CNA, "example");
  static final Container ADP = new Container(Container.Role.ADP, "CISA-ADP");

  static final Container NVD = new Container(Container.Role.NVD, "");
  static final Container OSV = new Container(Container.Role.OSV, "osv");

  private static final Pattern STATEMENT =
      Pattern.compile(
          "(?<status>\\w+) (?:\\{(?<single>.*?)}|\\[(?<start>[^,]*),(?<end>.*?)(?<close>[)\\]])(?="
              + " |$))(?: type=(?<type>\\w+))?(?<changes>(?: at=\\S+)*)");

  private Fixture() {}

  static Entry entry(String versions) {
    return new Entry(CNA, "foo", null, List.of(), versions);
  }

  /** An entry on its way to be one. */
  record Entry(
      Container container,
      @Nullable String product,
      @Nullable VersionStatus defaultStatus,
      List<String> platforms,
      String versions) {
    Entry by(Container other) {
      return new Entry(other, product, defaultStatus, platforms, versions);
    }

    Entry of(String otherProduct) {
      return new Entry(container, otherProduct, defaultStatus, platforms, versions);
    }

    Entry byDefault(@Nullable VersionStatus status) {
      return new Entry(container, product, status, platforms, versions);
    }

    Entry on(String... names) {
      return new Entry(container, product, defaultStatus, List.of(names), versions);
    }

    AffectedEntry build(int index, @Nullable String vendor) {
      String pointer =
          switch (container.role()) {
            case CNA -> "/containers/cna/affected/" + index;
            case ADP -> "/containers/adp/0/affected/" + index;
            case NVD -> "nvd#/configurations/0/nodes/0/cpeMatch/" + index;
            case OSV -> "osv:GO-2099-0123#/affected/" + index;
          };
      return new AffectedEntry(
          pointer,
          container,
          vendor,
          product,
          null,
          null,
          null,
          null,
          List.of(),
          platforms,
          List.of(),
          List.of(),
          statements(versions),
          defaultStatus);
    }
  }

  static List<VersionStatement> statements(String text) {
    return text.isEmpty()
        ? List.of()
        : Arrays.stream(text.split(";(?= *(?:affected|unaffected|unknown) )"))
            .map(String::strip)
            .map(Fixture::statement)
            .toList();
  }

  private static VersionStatement statement(String text) {
    Matcher parts = STATEMENT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("no statement of this fixture: " + text);
    }
    VersionStatus status = statusOf(parts.group("status"));
    String end = parts.group("end");
    boolean exclusive = ")".equals(parts.group("close"));
    return new VersionStatement(
        parts.group("single") == null ? parts.group("start") : parts.group("single"),
        status,
        end != null && exclusive ? end : null,
        end != null && !exclusive && !end.isEmpty() ? end : null,
        parts.group("type"),
        changes(parts.group("changes")));
  }

  private static List<VersionChange> changes(String text) {
    List<VersionChange> changes = new ArrayList<>();
    for (String change : text.strip().split(" +")) {
      if (!change.isEmpty()) {
        String[] parts = change.substring("at=".length()).split(":");
        changes.add(new VersionChange(parts[0], statusOf(parts[1])));
      }
    }
    return changes;
  }

  static VersionStatus statusOf(String word) {
    return VersionStatus.valueOf(word.toUpperCase(java.util.Locale.ROOT));
  }

  static VulnerabilityRecord vulnerability(String prose, List<AffectedEntry> entries) {
    return new VulnerabilityRecord(
        "CVE-2099-0001",
        List.of("GHSA-2222-3333-4444", "GO-2099-0123", "fix", "patch", "1"),
        RecordState.PUBLISHED,
        "example",
        null,
        prose,
        "/containers/cna/descriptions/0/value",
        null,
        null,
        entries,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        null);
  }

  static NixPackage pkg(String attribute, @Nullable String version) {
    String leaf = attribute.substring(attribute.lastIndexOf('.') + 1);
    return new NixPackage(
        attribute, leaf + "-" + version, leaf, version, PackageMetadata.NONE, null);
  }

  static Judgement judge(NixPackage pkg, String prose, Entry... entries) {
    List<AffectedEntry> built = new ArrayList<>();
    for (Entry entry : entries) {
      built.add(entry.build(built.size(), "acme"));
    }
    return VerdictRules.of(vulnerability(prose, built), built).judge(pkg, ProjectVersions.NONE);
  }
}
