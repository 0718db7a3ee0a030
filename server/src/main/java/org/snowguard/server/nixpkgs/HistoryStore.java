package org.snowguard.server.nixpkgs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.snowguard.core.nixpkgs.PackageMetadata;
import org.snowguard.core.nixpkgs.PackageSources;

/** Spans with the snapshots at their ends, and what became of attributes. */
final class HistoryStore {

  private static final String SPANS =
      """
      select package_span.id, channel.name as channel, channel.status <> 'end_of_life' as supported,
        package_span.attribute, package_span.name, package_span.pname, package_span.version,
        package_span.metadata_id, package_span.sources_id,
        since.id as from_id, since.revision as from_revision,
        coalesce(since.taken_at, since.imported_at) as from_at, since.taken_at is not null as from_taken,
        last.id as to_id, last.revision as to_revision,
        coalesce(last.taken_at, last.imported_at) as to_at, last.taken_at is not null as to_taken,
        gone.id as gone_id, gone.revision as gone_revision,
        coalesce(gone.taken_at, gone.imported_at) as gone_at, gone.taken_at is not null as gone_taken
      from package_span
      join channel on channel.id = package_span.channel_id
      join snapshot since on since.id = package_span.first_snapshot
      join lateral (
        select * from snapshot
        where snapshot.channel_id = package_span.channel_id
          and (package_span.last_snapshot is null or snapshot.id = package_span.last_snapshot)
        order by snapshot.id desc limit 1) last on true
      left join lateral (
        select * from snapshot
        where snapshot.channel_id = package_span.channel_id
          and snapshot.id > package_span.last_snapshot
        order by snapshot.id limit 1) gone on true
      """;

  /** Where attributes vanished from a channel, with the first snapshot without them. */
  private static final String ENDS =
      """
      ends as materialized (
        select package_span.channel_id, package_span.attribute, package_span.pname,
          next.id as snapshot_id
        from package_span
        join lateral (
          select id from snapshot
          where snapshot.channel_id = package_span.channel_id
            and snapshot.id > package_span.last_snapshot
          order by id limit 1) next on true
        where package_span.last_snapshot is not null and <vanished> and not exists (
          select 1 from package_span successor
          where successor.attribute = package_span.attribute
            and successor.channel_id = package_span.channel_id
            and successor.first_snapshot = next.id))
      """;

  /** Where attributes appeared in a channel, with the last snapshot without them. */
  private static final String BEGINNINGS =
      """
      beginnings as materialized (
        select package_span.channel_id, package_span.attribute, package_span.pname,
          package_span.first_snapshot as snapshot_id, previous.id as previous_id
        from package_span
        join lateral (
          select max(id) as id from snapshot
          where snapshot.channel_id = package_span.channel_id
            and snapshot.id < package_span.first_snapshot) previous on previous.id is not null
        where <appeared> and not exists (
          select 1 from package_span predecessor
          where predecessor.attribute = package_span.attribute
            and predecessor.channel_id = package_span.channel_id
            and predecessor.last_snapshot = previous.id))
      """;

  /** Current and past membership. An emptied project's slug may lead to another one. */
  private static final String PROJECT_OF =
      """
      (select attribute, project_id from project_attribute
        union all
        select past.attribute, coalesce(taker.project_id, past.project_id)
        from project_attribute_past past
        join project on project.id = past.project_id
        left join project_redirect taker on taker.slug = project.slug
          and not exists (select 1 from project_attribute held where held.project_id = project.id))
      """;

  /** Where a project is not known, the derivation's name has to be the same. */
  private static final String MOVES =
      """
      select channel.name as channel, ends.attribute as source, beginnings.attribute as target,
        ends.pname = beginnings.pname as same_name,
        snapshot.id as at_id, snapshot.revision as at_revision,
        coalesce(snapshot.taken_at, snapshot.imported_at) as at_at,
        snapshot.taken_at is not null as at_taken
      from ends
      join beginnings on beginnings.snapshot_id = ends.snapshot_id
        and beginnings.attribute <> ends.attribute
      join channel on channel.id = ends.channel_id
      join snapshot on snapshot.id = ends.snapshot_id
      left join lateral (select project_id from <projects> as known
        where known.attribute = ends.attribute limit 1) old on true
      left join lateral (select project_id from <projects> as known
        where known.attribute = beginnings.attribute limit 1) new on true
      where old.project_id = new.project_id
        or (ends.pname = beginnings.pname and (old.project_id is null or new.project_id is null))
      order by channel.position, channel.name collate "C", snapshot.id desc, same_name desc,
        ends.attribute collate "C", beginnings.attribute collate "C"
      """;

  private static final RowMapper<PackageMove> MOVE =
      (row, context) ->
          new PackageMove(
              row.getString("channel"),
              row.getString("source"),
              row.getString("target"),
              row.getBoolean("same_name"),
              point(row, "at"));

  private final Jdbi jdbi;

  HistoryStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Attributes in order; channels together, as rolling ones share a position; the newest first. */
  List<ShippedSpan> spans(Collection<String> attributes) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    SPANS
                        + """
                        where package_span.attribute = any(:attributes)
                        order by package_span.attribute collate "C", channel.position,
                          channel.name collate "C", package_span.id desc
                        """)
                .bindArray("attributes", String.class, attributes)
                .map((row, context) -> span(row))
                .list());
  }

  private static ShippedSpan span(ResultSet row) throws SQLException {
    return new ShippedSpan(
        row.getLong("id"),
        row.getString("channel"),
        row.getBoolean("supported"),
        row.getString("attribute"),
        row.getString("name"),
        row.getString("pname"),
        row.getString("version"),
        row.getLong("metadata_id"),
        row.getObject("sources_id", Long.class),
        point(row, "from"),
        point(row, "to"),
        row.getObject("gone_id") == null ? null : point(row, "gone"));
  }

  private static SnapshotPoint point(ResultSet row, String which) throws SQLException {
    Instant at = row.getObject(which + "_at", OffsetDateTime.class).toInstant();
    return new SnapshotPoint(
        row.getLong(which + "_id"),
        row.getString(which + "_revision"),
        at,
        row.getBoolean(which + "_taken"));
  }

  /** Metadata by number. */
  Map<Long, PackageMetadata> metadata(Collection<Long> ids) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select package_metadata.id, package_metadata.body::text as body, platform_list.platforms
                    from package_metadata
                    join platform_list on platform_list.id = package_metadata.platform_list_id
                    where package_metadata.id = any(:ids)
                    """)
                .bindArray("ids", Long.class, ids)
                .reduceRows(
                    new HashMap<>(),
                    (found, row) -> {
                      PackageMetadata body =
                          PackageJson.MAPPER.readValue(
                              row.getColumn("body", String.class), PackageMetadata.class);
                      found.put(
                          row.getColumn("id", Long.class),
                          PackageValues.withPlatforms(
                              body, Set.of(row.getColumn("platforms", String[].class))));
                      return found;
                    }));
  }

  /** Patches and sources by number. */
  Map<Long, PackageSources> sources(Collection<Long> ids) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select id, body::text as body from package_sources where id = any(:ids)")
                .bindArray("ids", Long.class, ids)
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

  /** What an attribute became. */
  List<PackageMove> movesFrom(String attribute) {
    return moves(
        "with " + ENDS + ", " + BEGINNINGS,
        "package_span.attribute = :attribute",
        "package_span.first_snapshot in (select snapshot_id from ends)",
        attribute);
  }

  /** What an attribute was before. */
  List<PackageMove> movesTo(String attribute) {
    return moves(
        "with " + BEGINNINGS + ", " + ENDS,
        "package_span.last_snapshot in (select previous_id from beginnings)",
        "package_span.attribute = :attribute",
        attribute);
  }

  private List<PackageMove> moves(String ends, String vanished, String appeared, String attribute) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(ends + MOVES)
                .define("vanished", vanished)
                .define("appeared", appeared)
                .define("projects", PROJECT_OF)
                .bind("attribute", attribute)
                .map(MOVE)
                .list());
  }

  /** The project that an attribute is, or was last, part of; by slug. */
  Optional<String> projectOf(String attribute) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select slug from project join "
                        + PROJECT_OF
                        + " project_of on project_of.project_id = project.id"
                        + " where project_of.attribute = :attribute limit 1")
                .bind("attribute", attribute)
                .mapTo(String.class)
                .findOne());
  }

  /** All attributes that are, or were last, part of a project, sorted. */
  List<String> attributesOfProject(String slug) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select project_of.attribute from "
                        + PROJECT_OF
                        + """
                         project_of
                        where project_of.project_id in (
                          select id from project where slug = :slug
                          union select project_id from project_redirect where slug = :slug)
                        order by project_of.attribute collate "C"
                        """)
                .bind("slug", slug)
                .mapTo(String.class)
                .list());
  }

  /** Other attributes of the same projects, or of derivations with the same names, sorted. */
  List<String> relatives(Collection<String> attributes) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    with known as (select attribute, project_id from <projects> as project_of)
                    select attribute collate "C" from (
                      select attribute from known where project_id in (
                        select project_id from known where attribute = any(:attributes))
                      union
                      select attribute from package_span where pname in (
                        select pname from package_span where attribute = any(:attributes))) relative
                    where attribute <> all(:attributes)
                    order by 1
                    """)
                .define("projects", PROJECT_OF)
                .bindArray("attributes", String.class, attributes)
                .mapTo(String.class)
                .list());
  }

  /** All attributes whose derivation ever had a name, sorted. */
  List<String> attributesOfName(String pname) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select distinct attribute collate "C" from package_span where pname = :pname order by 1
                    """)
                .bind("pname", pname)
                .mapTo(String.class)
                .list());
  }

  /** Every attribute that a channel ever had. */
  List<String> attributes() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select attribute from project_attribute union select attribute from"
                        + " project_attribute_past")
                .mapTo(String.class)
                .list());
  }
}
