package org.snowguard.server.nixpkgs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.nixpkgs.NixPackage;
import org.snowguard.core.nixpkgs.PackageMetadata;
import org.snowguard.core.nixpkgs.PackageSources;

/** Packages read whole: those that stand in a channel, and those that once did. */
final class StandingPackageStore {

  private static final int PORTION = 5_000;

  private final Jdbi jdbi;

  StandingPackageStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * Reads the channel's packages whole, sorted by attribute, as the matcher wants them; of rows
   * that were read before gives the same objects. Only inside a transaction.
   */
  List<LoadedPackage> load(int channelId, List<LoadedPackage> before) {
    Map<Long, LoadedPackage> known = HashMap.newHashMap(before.size());
    before.forEach(one -> known.put(one.row().spanId(), one));
    List<SpanRow> rows = standing(channelId);
    List<Long> unread = rows.stream().filter(row -> !row.isOf(known)).map(SpanRow::spanId).toList();
    Map<Long, NixPackage> read = packages(unread);
    List<LoadedPackage> loaded = new ArrayList<>(rows.size());
    for (SpanRow row : rows) {
      NixPackage found = read.get(row.spanId());
      LoadedPackage same = known.get(row.spanId());
      if (found != null) {
        loaded.add(new LoadedPackage(row, found));
      } else if (same != null) {
        loaded.add(new LoadedPackage(row, same.found()));
      }
    }
    return loaded;
  }

  /** A package with what its verdicts are joined by. */
  record LoadedPackage(SpanRow row, NixPackage found) {}

  /**
   * What stands in the row of a package. The rest of a span never changes.
   *
   * @param sourcesId 0 where its sources are not known
   */
  record SpanRow(long spanId, long sourcesId, long factsId) {
    boolean isOf(Map<Long, LoadedPackage> known) {
      LoadedPackage before = known.get(spanId);
      return before != null && before.row().sourcesId == sourcesId;
    }
  }

  private List<SpanRow> standing(int channelId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select id, coalesce(sources_id, 0) as sources_id, facts_id from package_span
                    where channel_id = :channel and last_snapshot is null
                    order by attribute collate "C"
                    """)
                .bind("channel", channelId)
                .map(
                    (row, context) ->
                        new SpanRow(
                            row.getLong("id"), row.getLong("sources_id"), row.getLong("facts_id")))
                .list());
  }

  /** The packages of these spans, by the span's number. */
  Map<Long, NixPackage> packages(List<Long> spans) {
    Map<Long, NixPackage> packages = HashMap.newHashMap(spans.size());
    if (spans.isEmpty()) {
      return packages;
    }
    Map<Long, PackageMetadata> metadata = new HashMap<>();
    Map<Long, PackageSources> sources = new HashMap<>();
    Map<Integer, Set<String>> platforms = platformLists();
    for (int start = 0; start < spans.size(); start += PORTION) {
      portion(spans.subList(start, Math.min(spans.size(), start + PORTION)))
          .forEach(row -> packages.put(row.spanId(), read(row, metadata, sources, platforms)));
    }
    return packages;
  }

  private List<PackageRow> portion(List<Long> spans) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select package_span.id, package_span.attribute, package_span.name, package_span.pname,
                      package_span.version, package_span.metadata_id, package_span.sources_id,
                      package_metadata.platform_list_id, package_metadata.body::text as metadata,
                      package_sources.body::text as sources
                    from package_span
                    join package_metadata on package_metadata.id = package_span.metadata_id
                    left join package_sources on package_sources.id = package_span.sources_id
                    where package_span.id = any(:spans)
                    """)
                .bindArray("spans", Long.class, spans)
                .map(
                    (row, context) ->
                        new PackageRow(
                            row.getLong("id"),
                            row.getString("attribute"),
                            row.getString("name"),
                            row.getString("pname"),
                            row.getString("version"),
                            row.getLong("metadata_id"),
                            row.getObject("sources_id", Long.class),
                            row.getInt("platform_list_id"),
                            row.getString("metadata"),
                            row.getString("sources")))
                .list());
  }

  /** A row of {@link #portion}. */
  record PackageRow(
      long spanId,
      String attribute,
      String name,
      String pname,
      @Nullable String version,
      long metadataId,
      @Nullable Long sourcesId,
      int platformListId,
      String metadata,
      @Nullable String sources) {}

  private NixPackage read(
      PackageRow row,
      Map<Long, PackageMetadata> metadata,
      Map<Long, PackageSources> sources,
      Map<Integer, Set<String>> platforms) {
    PackageMetadata meta =
        metadata.computeIfAbsent(
            row.metadataId(),
            id ->
                PackageValues.withPlatforms(
                    PackageJson.MAPPER.readValue(row.metadata(), PackageMetadata.class),
                    platforms.getOrDefault(row.platformListId(), Set.of())));
    PackageSources found = null;
    if (row.sourcesId() != null && row.sources() != null) {
      found =
          sources.computeIfAbsent(
              row.sourcesId(),
              id -> PackageJson.MAPPER.readValue(row.sources(), PackageSources.class));
    }
    return new NixPackage(row.attribute(), row.name(), row.pname(), row.version(), meta, found);
  }

  private Map<Integer, Set<String>> platformLists() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select id, platforms from platform_list")
                .reduceRows(
                    new HashMap<>(),
                    (found, row) -> {
                      found.put(
                          row.getColumn("id", Integer.class),
                          new TreeSet<>(List.of(row.getColumn("platforms", String[].class))));
                      return found;
                    }));
  }
}
