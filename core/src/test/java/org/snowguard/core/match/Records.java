package org.snowguard.core.match;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.record.AffectedEntry;
import org.snowguard.core.record.Container;
import org.snowguard.core.record.RecordState;
import org.snowguard.core.record.Reference;
import org.snowguard.core.record.VersionStatement;
import org.snowguard.core.record.VersionStatus;
import org.snowguard.core.record.VulnerabilityRecord;

/** Builds records for tests: what a test does not say is empty. */
final class Records {
  private String id = "CVE-2000-0001";
  private RecordState state = RecordState.PUBLISHED;
  private String assigner = "example";
  private @Nullable String title;
  private String description = "";
  private final List<String> aliases = new ArrayList<>();
  private final List<AffectedEntry> affected = new ArrayList<>();
  private final List<Reference> references = new ArrayList<>();
  private final List<String> tags = new ArrayList<>();

  static Records record() {
    return new Records();
  }

  Records id(String text) {
    id = text;
    return this;
  }

  Records alias(String text) {
    aliases.add(text);
    return this;
  }

  Records rejected() {
    state = RecordState.REJECTED;
    return this;
  }

  Records assigner(String name) {
    assigner = name;
    return this;
  }

  Records title(String text) {
    title = text;
    return this;
  }

  Records prose(String text) {
    description = text;
    return this;
  }

  Records tag(String tag) {
    tags.add(tag);
    return this;
  }

  Records product(@Nullable String vendor, String product, String... cpes) {
    return entry(vendor, product, null, null, null, List.of(cpes));
  }

  Records packageName(String product, String name, @Nullable String collection) {
    return entry("Some Distributor", product, name, collection, null, List.of());
  }

  Records repository(@Nullable String vendor, String product, String repo) {
    return entry(vendor, product, null, null, repo, List.of());
  }

  /** An entry of an OSV record. */
  Records coordinate(String name, String collection) {
    affected.add(
        new AffectedEntry(
            "/affected/" + affected.size(),
            new Container(Container.Role.OSV, ""),
            null,
            null,
            name,
            collection,
            null,
            null,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            VersionStatus.UNAFFECTED));
    return this;
  }

  /**
   * Versions of the entry named last: {@code < 1.2}, {@code <= 1.2}, {@code 1.0 .. 1.2} (without
   * its end) or {@code 1.2}.
   */
  Records versions(String text) {
    AffectedEntry last = affected.removeLast();
    affected.add(
        new AffectedEntry(
            last.pointer(),
            last.container(),
            last.vendor(),
            last.product(),
            last.packageName(),
            last.collectionUrl(),
            last.packageUrl(),
            last.repo(),
            last.cpes(),
            last.platforms(),
            last.modules(),
            last.programFiles(),
            List.of(statement(text)),
            last.defaultStatus()));
    return this;
  }

  private static VersionStatement statement(String text) {
    String from = "0";
    @Nullable String below = null;
    @Nullable String upTo = null;
    if (text.startsWith("<=")) {
      upTo = text.substring(2).strip();
    } else if (text.startsWith("<")) {
      below = text.substring(1).strip();
    } else if (text.contains(" .. ")) {
      from = text.substring(0, text.indexOf(" .. "));
      below = text.substring(text.indexOf(" .. ") + 4);
    } else {
      from = text;
    }
    return new VersionStatement(from, VersionStatus.AFFECTED, below, upTo, "custom", List.of());
  }

  Records link(String url) {
    references.add(
        new Reference("/containers/cna/references/" + references.size(), url, List.of()));
    return this;
  }

  private Records entry(
      @Nullable String vendor,
      @Nullable String product,
      @Nullable String name,
      @Nullable String collection,
      @Nullable String repo,
      List<String> cpes) {
    VersionStatement versions =
        new VersionStatement("0", VersionStatus.AFFECTED, "9.9", null, "semver", List.of());
    affected.add(
        new AffectedEntry(
            "/containers/cna/affected/" + affected.size(),
            new Container(Container.Role.CNA, assigner),
            vendor,
            product,
            name,
            collection,
            null,
            repo,
            cpes,
            List.of(),
            List.of(),
            List.of(),
            List.of(versions),
            null));
    return this;
  }

  VulnerabilityRecord build() {
    return new VulnerabilityRecord(
        id,
        aliases,
        state,
        assigner,
        title,
        description,
        "/containers/cna/descriptions/0/value",
        null,
        null,
        affected,
        references,
        List.of(),
        List.of(),
        tags,
        null,
        null);
  }
}
