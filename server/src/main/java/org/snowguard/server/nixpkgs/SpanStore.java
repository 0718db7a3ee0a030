package org.snowguard.server.nixpkgs;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.core.nixpkgs.PackageSources;
import org.snowguard.server.web.Rows;

/** Packages as spans from snapshot to snapshot. */
final class SpanStore {

  private static final int PORTION = 5_000;

  private static final String SPAN =
      """
      select package_span.id, channel.name as channel, channel.status <> 'end_of_life' as supported,
        package_span.attribute, package_span.name, package_span.version, package_span.metadata_id,
        package_span.facts_id, package_facts.patches_known, since.imported_at as since,
        until.imported_at as until
      from package_span
      join channel on channel.id = package_span.channel_id
      join package_facts on package_facts.id = package_span.facts_id
      join snapshot since on since.id = package_span.first_snapshot
      left join lateral (
        select snapshot.imported_at from snapshot
        where snapshot.channel_id = package_span.channel_id and snapshot.id > package_span.last_snapshot
        order by snapshot.id limit 1) until on true
      """;

  private final Jdbi jdbi;

  SpanStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** The channel's packages as they stand, by attribute. */
  Map<String, StorablePackage> current(int channelId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select attribute, name, pname, version, metadata_id, sources_id, facts_id
                    from package_span where channel_id = :channel and last_snapshot is null
                    """)
                .bind("channel", channelId)
                .map(
                    (row, context) ->
                        new StorablePackage(
                            row.getString("attribute"),
                            row.getString("name"),
                            row.getString("pname"),
                            row.getString("version"),
                            row.getLong("metadata_id"),
                            row.getObject("sources_id", Long.class),
                            row.getLong("facts_id")))
                .collect(Collectors.toMap(StorablePackage::attribute, Function.identity())));
  }

  /** Those of some packages that stand as they stood in an earlier snapshot. */
  Set<String> begunBefore(int channelId, long snapshotId, Collection<String> attributes) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select attribute from package_span
                    where channel_id = :channel and last_snapshot is null and first_snapshot < :snapshot
                      and attribute = any(:attributes)
                    """)
                .bind("channel", channelId)
                .bind("snapshot", snapshotId)
                .bindArray("attributes", String.class, attributes)
                .mapTo(String.class)
                .set());
  }

  /** Ends the spans of packages that the next snapshot has no more, or not so. */
  void end(int channelId, Collection<String> attributes, long lastSnapshot) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update package_span set last_snapshot = :last
                    where channel_id = :channel and last_snapshot is null and attribute = any(:attributes)
                    """)
                .bind("channel", channelId)
                .bind("last", lastSnapshot)
                .bindArray("attributes", String.class, attributes)
                .execute());
  }

  void insert(int channelId, List<StorablePackage> packages, long firstSnapshot) {
    for (int start = 0; start < packages.size(); start += PORTION) {
      insertPortion(
          channelId,
          packages.subList(start, Math.min(packages.size(), start + PORTION)),
          firstSnapshot);
    }
  }

  private void insertPortion(int channelId, List<StorablePackage> rows, long firstSnapshot) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into package_span (channel_id, attribute, name, pname, version, metadata_id,
                      sources_id, facts_id, first_snapshot)
                    select :channel, attribute, name, pname, version, metadata_id, sources_id, facts_id, :first
                    from unnest(:attributes, :names, :pnames, :versions, :metadata, :sources, :facts)
                      as new (attribute, name, pname, version, metadata_id, sources_id, facts_id)
                    """)
                .bind("channel", channelId)
                .bind("first", firstSnapshot)
                .bindArray(
                    "attributes",
                    String.class,
                    rows.stream().map(StorablePackage::attribute).toList())
                .bindArray("names", String.class, rows.stream().map(StorablePackage::name).toList())
                .bindArray(
                    "pnames", String.class, rows.stream().map(StorablePackage::pname).toList())
                .bindArray(
                    "versions", String.class, rows.stream().map(StorablePackage::version).toList())
                .bindArray(
                    "metadata", Long.class, rows.stream().map(StorablePackage::metadataId).toList())
                .bindArray(
                    "sources", Long.class, rows.stream().map(StorablePackage::sourcesId).toList())
                .bindArray(
                    "facts", Long.class, rows.stream().map(StorablePackage::factsId).toList())
                .execute());
  }

  /**
   * Brings what is known of unchanged packages up to date: their patches were evaluated meanwhile.
   */
  void updateKnowledge(int channelId, List<StorablePackage> rows) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update package_span set sources_id = new.sources_id, facts_id = new.facts_id
                    from unnest(:attributes, :sources, :facts) as new (attribute, sources_id, facts_id)
                    where package_span.channel_id = :channel and package_span.last_snapshot is null
                      and package_span.attribute = new.attribute
                    """)
                .bind("channel", channelId)
                .bindArray(
                    "attributes",
                    String.class,
                    rows.stream().map(StorablePackage::attribute).toList())
                .bindArray(
                    "sources", Long.class, rows.stream().map(StorablePackage::sourcesId).toList())
                .bindArray(
                    "facts", Long.class, rows.stream().map(StorablePackage::factsId).toList())
                .execute());
  }

  /**
   * Over the packages that stand now: equal for equal rows, and tens of times faster than reading
   * them.
   */
  String content(int channelId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select concat_ws(' ', count(*), bit_xor(hashint8extended(metadata_id, id)),
                      bit_xor(hashint8extended(coalesce(sources_id, 0), id)),
                      bit_xor(hashint8extended(facts_id, id)))
                    from package_span where channel_id = :channel and last_snapshot is null
                    """)
                .bind("channel", channelId)
                .mapTo(String.class)
                .one());
  }

  /** All spans of an attribute, the newest first in each channel. */
  List<PackageSpan> history(String attribute) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    SPAN
                        + """
                         where package_span.attribute = :attribute
                        order by channel.position, channel.name collate "C", package_span.id desc
                        """)
                .bind("attribute", attribute)
                .map(Rows.of(PackageSpan.class))
                .list());
  }

  /** The packages that stand now under some attributes, by channel order, then attribute. */
  List<PackageSpan> currentOf(Collection<String> attributes) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    SPAN
                        + """
                         where package_span.attribute = any(:attributes) and package_span.last_snapshot is null
                        order by channel.position, channel.name collate "C",
                          package_span.attribute collate "C"
                        """)
                .bindArray("attributes", String.class, attributes)
                .map(Rows.of(PackageSpan.class))
                .list());
  }

  /** Patches and sources of packages by the span's number; those not evaluated are left out. */
  Map<Long, PackageSources> sources(Collection<Long> spanIds) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select package_span.id, package_sources.body::text as body from package_span
                    join package_sources on package_sources.id = package_span.sources_id
                    where package_span.id = any(:ids)
                    """)
                .bindArray("ids", Long.class, spanIds)
                .reduceRows(
                    new HashMap<>(),
                    (found, row) -> {
                      found.put(
                          row.getColumn("id", Long.class),
                          PackageJson.MAPPER.readValue(
                              row.getColumn("body", String.class), PackageSources.class));
                      return found;
                    }));
  }
}
