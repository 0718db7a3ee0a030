package org.snowguard.server.matching;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.core.match.IndexDifference;
import org.snowguard.core.match.IndexPart;
import org.snowguard.core.match.LookupKeys;

/** The parts of the index that the stored suggestions stand on. */
final class IndexPartStore {

  private static final int PORTION = 5_000;

  private final Jdbi jdbi;

  IndexPartStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  List<IndexPart> all() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select name, digest, keys from matching_part")
                .map(
                    (row, context) ->
                        new IndexPart(
                            row.getString("name"),
                            row.getString("digest"),
                            LookupKeys.fromBytes(row.getBytes("keys"))))
                .list());
  }

  /** Brings the stored parts in line with the index that the difference leads to. */
  void apply(IndexDifference difference) {
    jdbi.useHandle(
        handle -> {
          handle
              .createUpdate("delete from matching_part where name = any(:names)")
              .bindArray("names", String.class, difference.gone())
              .execute();
          List<IndexPart> parts = difference.comeOrChanged();
          for (int start = 0; start < parts.size(); start += PORTION) {
            write(handle, parts.subList(start, Math.min(parts.size(), start + PORTION)));
          }
        });
  }

  private static void write(Handle handle, List<IndexPart> parts) {
    handle
        .createUpdate(
            """
            insert into matching_part (name, digest, keys)
            select name, digest, keys from unnest(:names, :digests, :keys) as made (name, digest, keys)
            on conflict (name) do update set digest = excluded.digest, keys = excluded.keys
            """)
        .bindArray("names", String.class, parts.stream().map(IndexPart::name).toList())
        .bindArray("digests", String.class, parts.stream().map(IndexPart::digest).toList())
        .bindArray("keys", byte[].class, parts.stream().map(part -> part.keys().toBytes()).toList())
        .execute();
  }
}
