package org.snowguard.bench.storage;

import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** What the newest snapshot of a channel wrote, by natural keys. */
final class SpanRows {

  private SpanRows() {}

  static List<String> ofNewest(Jdbi jdbi, String channel) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    with newest as (
                      select snapshot.id, snapshot.channel_id, snapshot.packages,
                        snapshot.patches_unread, snapshot.patches_snapshot = snapshot.id as read,
                        (select max(id) from snapshot before
                          where before.channel_id = snapshot.channel_id and before.id < snapshot.id)
                          as previous
                      from snapshot join channel on channel.id = snapshot.channel_id
                      where channel.name = :channel order by snapshot.id desc limit 1)
                    select jsonb_build_array(newest.packages, newest.patches_unread, newest.read, first_snapshot = newest.id,
                      last_snapshot = newest.previous, attribute, package_span.name, pname,
                      package_span.version, encode(package_metadata.digest, 'hex'),
                      encode(package_sources.digest, 'hex'), encode(package_facts.digest, 'hex'))::text
                    from newest
                    join package_span on package_span.channel_id = newest.channel_id
                      and (first_snapshot = newest.id or last_snapshot = newest.previous)
                    join package_metadata on package_metadata.id = package_span.metadata_id
                    left join package_sources on package_sources.id = package_span.sources_id
                    join package_facts on package_facts.id = package_span.facts_id
                    order by 1
                    """)
                .bind("channel", channel)
                .mapTo(String.class)
                .list());
  }
}
