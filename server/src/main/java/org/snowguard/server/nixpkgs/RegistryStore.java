package org.snowguard.server.nixpkgs;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.web.Rows;

/** All channels, where they point, and how fetching them went. */
final class RegistryStore {

  private static final String CHANNEL =
      """
      select id, name, branch, status, branched_off_on, end_of_life_on, position, kind, stated_status
      from channel
      """;

  private final Jdbi jdbi;

  RegistryStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** In the order of pages. */
  List<Channel> channels() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(CHANNEL + " order by position, name")
                .map(Rows.of(Channel.class))
                .list());
  }

  Optional<Channel> find(String name) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(CHANNEL + " where name = :name")
                .bind("name", name)
                .map(Rows.of(Channel.class))
                .findOne());
  }

  /** Adds a channel, or brings what is told of it up to date. */
  void upsert(
      String name,
      String kind,
      ChannelStanding standing,
      @Nullable String stated,
      @Nullable Instant statedSince) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into channel (name, kind, branch, status, branched_off_on, end_of_life_on,
                      position, stated_status, stated_since)
                    values (:name, :kind, :branch, :status, :branchedOffOn, :endOfLifeOn, :position, :stated, :statedSince)
                    on conflict (name) do update set branch = excluded.branch, status = excluded.status,
                      branched_off_on = excluded.branched_off_on, end_of_life_on = excluded.end_of_life_on,
                      position = excluded.position, kind = excluded.kind,
                      stated_status = excluded.stated_status, stated_since = excluded.stated_since
                    where (channel.branch, channel.status, channel.branched_off_on, channel.end_of_life_on,
                        channel.position, channel.kind, channel.stated_status, channel.stated_since)
                      is distinct from (excluded.branch, excluded.status, excluded.branched_off_on,
                        excluded.end_of_life_on, excluded.position, excluded.kind, excluded.stated_status, excluded.stated_since)
                    """)
                .bind("name", name)
                .bind("kind", kind)
                .bind("branch", standing.branch())
                .bind("status", standing.status().word())
                .bind("branchedOffOn", standing.branchedOffOn())
                .bind("endOfLifeOn", standing.endOfLifeOn())
                .bind("position", standing.position())
                .bind("stated", stated)
                .bind("statedSince", statedSince)
                .execute());
  }

  /** Since when the source has said its word; empty: for longer than anybody noted. */
  Optional<Instant> statedSince(int channelId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select stated_since from channel where id = :id and stated_since is not null")
                .bind("id", channelId)
                .mapTo(Instant.class)
                .findOne());
  }

  /** Of all channels that have one, by the channel's number. */
  Map<Integer, RegisteredChannel.Head> heads() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select channel.id, head.revision, head.seen_at from channel
                    cross join lateral (
                      select revision, seen_at from channel_advance
                      where channel_id = channel.id order by id desc limit 1) head
                    """)
                .map(
                    (row, context) ->
                        Map.entry(
                            row.getInt("id"),
                            new RegisteredChannel.Head(
                                row.getString("revision"),
                                row.getTimestamp("seen_at").toInstant())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  Optional<RegisteredChannel.Head> head(int channelId) {
    return advances(channelId, 1).stream().findFirst();
  }

  /** The newest first. */
  List<RegisteredChannel.Head> advances(int channelId, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select revision, seen_at from channel_advance
                    where channel_id = :channel order by id desc limit :limit
                    """)
                .bind("channel", channelId)
                .bind("limit", limit)
                .map(Rows.of(RegisteredChannel.Head.class))
                .list());
  }

  void advance(int channelId, String revision, Instant seenAt) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into channel_advance (channel_id, revision, seen_at)
                    values (:channel, :revision, :seenAt)
                    """)
                .bind("channel", channelId)
                .bind("revision", revision)
                .bind("seenAt", seenAt)
                .execute());
  }

  Optional<ChannelFetch> fetch(int channelId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select etag, last_modified, bytes, fingerprint, checked, fetched_at, failures, error,
                      retry_at, failed_revision
                    from channel_fetch where channel_id = :channel
                    """)
                .bind("channel", channelId)
                .map(Rows.of(ChannelFetch.class))
                .findOne());
  }

  void setFetch(int channelId, ChannelFetch fetch) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into channel_fetch (channel_id, etag, last_modified, bytes, fingerprint, checked,
                      fetched_at, failures, error, retry_at, failed_revision)
                    values (:channel, :etag, :lastModified, :bytes, :fingerprint, :checked,
                      :fetchedAt, :failures, :error, :retryAt, :failedRevision)
                    on conflict (channel_id) do update set etag = excluded.etag,
                      last_modified = excluded.last_modified, bytes = excluded.bytes,
                      fingerprint = excluded.fingerprint, checked = excluded.checked,
                      fetched_at = excluded.fetched_at, failures = excluded.failures,
                      error = excluded.error, retry_at = excluded.retry_at,
                      failed_revision = excluded.failed_revision
                    """)
                .bind("channel", channelId)
                .bindMethods(fetch)
                .execute());
  }
}
