package org.snowguard.server.notification.feed;

import java.net.URI;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Feeds for who copies what is public. */
public final class FeedExport {

  private final FeedStore store;
  private final @Nullable URI base;

  private FeedExport(FeedStore store, @Nullable URI base) {
    this.store = store;
    this.base = base;
  }

  /**
   * For commands, which need no web.
   *
   * @param base how people reach the server, or null: links are relative
   */
  public static FeedExport in(Jdbi jdbi, @Nullable URI base) {
    return new FeedExport(new FeedStore(jdbi), base);
  }

  /** What happened to issues last, as Atom. */
  public byte[] issues() {
    return new AtomWriter(store.identity(), base).write(Feeds.issues(store));
  }
}
