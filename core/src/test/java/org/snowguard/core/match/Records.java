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
