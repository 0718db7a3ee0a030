package org.snowguard.server.nixpkgs;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.nixpkgs.NixPackage;
import org.snowguard.core.nixpkgs.PackageMetadata;
import org.snowguard.core.nixpkgs.PackageSources;

/** Turns packages into rows: each distinct value is stored once and named by its number. */
final class PackageValues {

  private final ValueStore store;

  PackageValues(ValueStore store) {
    this.store = store;
  }

  private record Keys(NixPackage found, String platforms, String facts, @Nullable String sources) {}

  /** Stores the values of all packages and gives the rows, in the same order. */
  List<StorablePackage> store(List<NixPackage> packages) {
    DistinctValues<List<String>> platforms = new DistinctValues<>();
    DistinctValues<ValueStore.Facts> facts = new DistinctValues<>();
    DistinctValues<String> sources = new DistinctValues<>();
    List<Keys> keys =
        packages.stream()
            .map(
                found ->
                    new Keys(
                        found,
                        platforms.add(
                            PackageDigests.ofPlatforms(found.metadata().platforms()),
                            () -> List.copyOf(found.metadata().platforms())),
                        facts.add(
                            PackageDigests.ofFacts(found),
                            () ->
                                new ValueStore.Facts(
                                    found.version() == null ? "" : found.version(),
                                    found.sources() != null)),
                        addSources(sources, found.sources())))
            .toList();
    store.storePlatforms(platforms);
    store.storeFacts(facts);
    store.storeSources(sources);
    return withMetadata(keys, platforms, facts, sources);
  }

  private static @Nullable String addSources(
      DistinctValues<String> values, @Nullable PackageSources sources) {
    if (sources == null) {
      return null;
    }
    String body = PackageJson.MAPPER.writeValueAsString(sources);
    return values.add(PackageDigests.ofText(body), () -> body);
  }

  private List<StorablePackage> withMetadata(
      List<Keys> keys,
      DistinctValues<List<String>> platforms,
      DistinctValues<ValueStore.Facts> facts,
      DistinctValues<String> sources) {
    DistinctValues<ValueStore.MetadataBody> metadata = new DistinctValues<>();
    List<String> metadataKeys = new ArrayList<>(keys.size());
    for (Keys key : keys) {
      PackageMetadata meta = key.found().metadata();
      String body = PackageJson.MAPPER.writeValueAsString(withoutPlatforms(meta));
      metadataKeys.add(
          metadata.add(
              PackageDigests.ofText(key.platforms() + body),
              () ->
                  new ValueStore.MetadataBody(
                      body, platforms.id(key.platforms()), meta.maintainers())));
    }
    store.storeMetadata(metadata);
    List<StorablePackage> rows = new ArrayList<>(keys.size());
    for (int index = 0; index < keys.size(); index++) {
      Keys key = keys.get(index);
      NixPackage found = key.found();
      rows.add(
          new StorablePackage(
              found.attribute(),
              found.name(),
              found.pname(),
              found.version(),
              metadata.id(metadataKeys.get(index)),
              key.sources() == null ? null : sources.id(key.sources()),
              facts.id(key.facts())));
    }
    return rows;
  }

  static PackageMetadata withoutPlatforms(PackageMetadata meta) {
    return withPlatforms(meta, Set.of());
  }

  static PackageMetadata withPlatforms(PackageMetadata meta, Set<String> platforms) {
    return new PackageMetadata(
        meta.description(),
        meta.homepages(),
        meta.changelog(),
        meta.downloadPage(),
        meta.position(),
        meta.mainProgram(),
        meta.maintainers(),
        platforms,
        meta.cpes(),
        meta.purls(),
        meta.knownVulnerabilities(),
        meta.builtFromSource(),
        meta.broken(),
        meta.licenses());
  }
}
