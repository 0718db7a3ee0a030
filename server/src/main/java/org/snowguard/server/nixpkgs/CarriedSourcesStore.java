package org.snowguard.server.nixpkgs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.nixpkgs.NixPackage;
import org.snowguard.core.nixpkgs.PackageSources;

/**
 * Gives packages that did not change the patches and sources that are known of them, until their
 * own revision is evaluated.
 */
final class CarriedSourcesStore {

  /** A package that stands, with what is known of it. */
  public record Known(
      String attribute,
      String name,
      @Nullable String version,
      @Nullable String position,
      long sourcesId,
      String sources) {

    /** A patch that comes or goes above {@code meta} moves its line. */
    boolean speaksOf(NixPackage found) {
      return name.equals(found.name())
          && Objects.equals(version, found.version())
          && Objects.equals(position, found.metadata().position());
    }
  }

  private final Jdbi jdbi;

  CarriedSourcesStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** The same packages; one of the same name, version and position as before with its sources. */
  List<NixPackage> over(int channelId, List<NixPackage> packages) {
    Map<String, Known> known = known(channelId);
    Map<Long, PackageSources> read = new HashMap<>();
    return packages.stream()
        .map(
            found -> {
              Known before = known.get(found.attribute());
              return found.sources() == null && before != null && before.speaksOf(found)
                  ? found.withSources(
                      read.computeIfAbsent(
                          before.sourcesId(),
                          id ->
                              PackageJson.MAPPER.readValue(before.sources(), PackageSources.class)))
                  : found;
            })
        .toList();
  }

  private Map<String, Known> known(int channelId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select attribute, name, version, package_metadata.body->>'position' as position,
                      sources_id, package_sources.body::text as sources
                    from package_span
                    join package_metadata on package_metadata.id = package_span.metadata_id
                    join package_sources on package_sources.id = package_span.sources_id
                    where channel_id = :channel and last_snapshot is null
                    """)
                .bind("channel", channelId)
                .map(ConstructorMapper.of(Known.class))
                .collect(Collectors.toMap(Known::attribute, Function.identity())));
  }
}
