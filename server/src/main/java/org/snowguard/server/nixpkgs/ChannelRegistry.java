package org.snowguard.server.nixpkgs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.nixpkgs.ChannelKind;
import org.snowguard.core.nixpkgs.ChannelRelease;
import org.snowguard.formats.channel.ChannelRevision;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.activity.NewEvent;
import org.snowguard.server.web.Transactions;

/** Every channel, of whichever kind: what it is, where it points, how fetching it goes. */
public final class ChannelRegistry {

  /** For as long a source has to call a channel over before its day. */
  private static final Duration BELIEVED_AFTER = Duration.ofDays(1);

  private final RegistryStore store;
  private final EventLog events;
  private final Transactions transactions;
  private final Clock clock;

  public ChannelRegistry(Jdbi jdbi, EventLog events, Transactions transactions, Clock clock) {
    store = new RegistryStore(jdbi);
    this.events = events;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** In the order of pages. */
  public List<RegisteredChannel> all() {
    Map<Integer, RegisteredChannel.Head> heads = store.heads();
    return store.channels().stream()
        .map(channel -> RegisteredChannel.of(channel, heads.get(channel.id())))
        .toList();
  }

  public Optional<RegisteredChannel> find(String name) {
    return store
        .find(name)
        .map(channel -> RegisteredChannel.of(channel, store.head(channel.id()).orElse(null)));
  }

  /** Makes sure of a channel; what a source said of it stands. */
  public Channel register(String name) {
    return transactions.call(
        () -> {
          Channel before = store.find(name).orElse(null);
          return stand(name, before, before == null ? null : before.statedStatus());
        });
  }

  /**
   * Takes up where channels point. One that is not among them stays as it is, and ends by the
   * calendar.
   *
   * @return channels that point elsewhere than before, or were not known
   */
  public List<String> sight(List<ChannelRevision> revisions) {
    return transactions.call(
        () -> {
          List<String> advanced = new ArrayList<>();
          Set<String> told = new HashSet<>();
          for (ChannelRevision each : revisions) {
            told.add(each.channel());
            if (sight(each)) {
              advanced.add(each.channel());
            }
          }
          for (Channel channel : store.channels()) {
            if (!told.contains(channel.name())) {
              boolean isForgotten = isOver(channel) || channel.isEndDoubted();
              stand(channel.name(), channel, isForgotten ? null : channel.statedStatus());
            }
          }
          return advanced;
        });
  }

  private boolean sight(ChannelRevision told) {
    Channel before = store.find(told.channel()).orElse(null);
    Channel channel = stand(told.channel(), before, told.status());
    boolean isKnown =
        store.head(channel.id()).map(head -> head.revision().equals(told.revision())).orElse(false);
    if (!isKnown) {
      store.advance(channel.id(), told.revision(), clock.instant());
    }
    return !isKnown;
  }

  private boolean isOver(Channel channel) {
    return ChannelRelease.of(channel.name())
        .map(release -> release.isEndOfLifeOn(today()))
        .orElse(false);
  }

  private Channel stand(String name, @Nullable Channel before, @Nullable String stated) {
    Instant now = clock.instant();
    Instant since =
        before != null && Objects.equals(before.statedStatus(), stated)
            ? store.statedSince(before.id()).orElse(null)
            : now;
    boolean isLasting = since == null || !now.isBefore(since.plus(BELIEVED_AFTER));
    ChannelStanding standing = ChannelStanding.of(name, stated, isLasting, before, today());
    store.upsert(name, ChannelKind.of(name).word(), standing, stated, since);
    Channel channel = store.find(name).orElseThrow();
    if (before != null && !before.status().equals(channel.status())) {
      events.append(
          new NewEvent(
              "channel.status_changed",
              "channel",
              channel.id(),
              channel.name(),
              null,
              null,
              null,
              Map.of("status", before.status()),
              Map.of("status", channel.status()),
              null,
              null));
    }
    return channel;
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  /** Where the channel pointed, the newest first. */
  public List<RegisteredChannel.Head> advances(Channel channel, int limit) {
    return store.advances(channel.id(), limit);
  }

  public ChannelFetch fetch(Channel channel) {
    return store.fetch(channel.id()).orElse(ChannelFetch.NEVER);
  }

  public void note(Channel channel, ChannelFetch fetch) {
    store.setFetch(channel.id(), fetch);
  }
}
