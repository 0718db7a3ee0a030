package org.snowguard.server.browse;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.nixpkgs.ChannelFetch;
import org.snowguard.server.nixpkgs.RegisteredChannel;
import org.snowguard.server.nixpkgs.Snapshot;
import org.snowguard.server.web.Page;

/**
 * One channel: what it is, where it stands, and what is open in it.
 *
 * @param advances where it pointed, the newest first
 * @param fetching how fetching its packages goes, or null where nobody ever tried
 * @param decline what became of it since its support ended, or null
 * @param recordsRead false: that nothing affects it says nothing yet
 */
public record ChannelPage(
    ChannelSummary summary,
    List<Snapshot> snapshots,
    Page<OpenItem> open,
    RegisteredChannel registered,
    List<RegisteredChannel.Head> advances,
    @Nullable Fetching fetching,
    @Nullable Decline decline,
    boolean recordsRead) {

  /**
   * How fetching goes.
   *
   * @param fetchedAt the last good one
   * @param checked whether it was held against a published checksum
   * @param error why the last try failed, in words, or null
   */
  public record Fetching(
      @Nullable Instant fetchedAt,
      @Nullable Boolean checked,
      int failures,
      @Nullable String error,
      @Nullable Instant retryAt) {

    static @Nullable Fetching of(ChannelFetch fetch) {
      return fetch.fetchedAt() == null && fetch.error() == null
          ? null
          : new Fetching(
              fetch.fetchedAt(), fetch.checked(), fetch.failures(), fetch.error(), fetch.retryAt());
    }
  }
}
