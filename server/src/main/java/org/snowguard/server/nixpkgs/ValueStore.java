package org.snowguard.server.nixpkgs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.core.nixpkgs.Maintainer;

/** The tables that hold each distinct value of a package once. */
final class ValueStore {

  /** Metadata without its platforms, which stand in a table of their own. */
  record MetadataBody(String json, long platformListId, List<Maintainer> maintainers) {}

  /** What a verdict is joined by. */
  record Facts(String version, boolean patchesKnown) {}

  private final Jdbi jdbi;

  ValueStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  void storePlatforms(DistinctValues<List<String>> values) {
    values.store(
        digests -> ids("platform_list", digests),
        (digests, lists) ->
            jdbi.useHandle(
                handle -> {
                  var batch =
                      handle.prepareBatch(
                          "insert into platform_list (digest, platforms) values (:digest,"
                              + " :platforms) on conflict do nothing");
                  for (int index = 0; index < digests.size(); index++) {
                    batch
                        .bind("digest", digests.get(index))
                        .bindArray("platforms", String.class, lists.get(index))
                        .add();
                  }
                  batch.execute();
                }));
  }

  void storeMetadata(DistinctValues<MetadataBody> values) {
    values.store(
        digests -> ids("package_metadata", digests),
        (digests, bodies) ->
            jdbi.useHandle(
                handle -> {
                  handle
                      .createUpdate(
                          """
                          insert into package_metadata (digest, platform_list_id, body)
                          select digest, platform_list_id, body::jsonb
                          from unnest(:digests, :platformLists, :bodies) as new (digest, platform_list_id, body)
                          on conflict do nothing
                          """)
                      .bindArray("digests", byte[].class, digests)
                      .bindArray(
                          "platformLists",
                          Long.class,
                          bodies.stream().map(MetadataBody::platformListId).toList())
                      .bindArray(
                          "bodies", String.class, bodies.stream().map(MetadataBody::json).toList())
                      .execute();
                  storeMaintainers(handle, ids("package_metadata", digests), digests, bodies);
                }));
  }

  private static void storeMaintainers(
      Handle handle, Map<String, Long> ids, List<byte[]> digests, List<MetadataBody> bodies) {
    Map<Long, Maintainer> people = new HashMap<>();
    List<Long> metadata = new ArrayList<>();
    List<Long> maintainers = new ArrayList<>();
    for (int index = 0; index < bodies.size(); index++) {
      Long id = ids.get(java.util.HexFormat.of().formatHex(digests.get(index)));
      for (Maintainer maintainer : bodies.get(index).maintainers()) {
        if (maintainer.githubId() != null && maintainer.login() != null && id != null) {
          people.put(maintainer.githubId(), maintainer);
          metadata.add(id);
          maintainers.add(maintainer.githubId());
        }
      }
    }
    upsertPeople(handle, people);
    handle
        .createUpdate(
            """
            insert into package_maintainer (metadata_id, github_id)
            select metadata_id, github_id from unnest(:metadata, :maintainers) as pair (metadata_id, github_id)
            on conflict do nothing
            """)
        .bindArray("metadata", Long.class, metadata)
        .bindArray("maintainers", Long.class, maintainers)
        .execute();
  }

  /** A login may be renamed; the number stays, and the latest snapshot knows best. */
  private static void upsertPeople(Handle handle, Map<Long, Maintainer> people) {
    List<Map.Entry<Long, Maintainer>> sorted =
        people.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
    handle
        .createUpdate(
            """
            insert into maintainer (github_id, login, name)
            select github_id, login, name from unnest(:ids, :logins, :names) as new (github_id, login, name)
            on conflict (github_id) do update set login = excluded.login, name = excluded.name
            where (maintainer.login, maintainer.name) is distinct from (excluded.login, excluded.name)
            """)
        .bindArray("ids", Long.class, sorted.stream().map(Map.Entry::getKey).toList())
        .bindArray(
            "logins", String.class, sorted.stream().map(entry -> entry.getValue().login()).toList())
        .bindArray(
            "names", String.class, sorted.stream().map(entry -> entry.getValue().name()).toList())
        .execute();
  }

  void storeSources(DistinctValues<String> values) {
    values.store(
        digests -> ids("package_sources", digests),
        (digests, bodies) ->
            jdbi.useHandle(
                handle ->
                    handle
                        .createUpdate(
                            """
                            insert into package_sources (digest, body)
                            select digest, body::jsonb from unnest(:digests, :bodies) as new (digest, body)
                            on conflict do nothing
                            """)
                        .bindArray("digests", byte[].class, digests)
                        .bindArray("bodies", String.class, bodies)
                        .execute()));
  }

  void storeFacts(DistinctValues<Facts> values) {
    values.store(
        digests -> ids("package_facts", digests),
        (digests, facts) ->
            jdbi.useHandle(
                handle ->
                    handle
                        .createUpdate(
                            """
                            insert into package_facts (digest, version, patches_known)
                            select digest, nullif(version, ''), patches_known
                            from unnest(:digests, :versions, :patchesKnown) as new (digest, version, patches_known)
                            on conflict do nothing
                            """)
                        .bindArray("digests", byte[].class, digests)
                        .bindArray(
                            "versions", String.class, facts.stream().map(Facts::version).toList())
                        .bindArray(
                            "patchesKnown",
                            Boolean.class,
                            facts.stream().map(Facts::patchesKnown).toList())
                        .execute()));
  }

  private Map<String, Long> ids(String table, List<byte[]> digests) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select encode(digest, 'hex') as digest, id from <table> where digest ="
                        + " any(:digests)")
                .define("table", table)
                .bindArray("digests", byte[].class, digests)
                .reduceRows(
                    new HashMap<>(),
                    (found, row) -> {
                      found.put(
                          row.getColumn("digest", String.class), row.getColumn("id", Long.class));
                      return found;
                    }));
  }
}
