package org.snowguard.server.notification;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.web.Page;

/** What somebody is told. */
public record NoticesPage(Page<Notice> notices, int unread) {

  /**
   * The same in the form of every list.
   *
   * @param unread how many of all
   */
  public record Twin(List<Notice> items, @Nullable String next, long total, int unread) {}

  Twin twin() {
    return new Twin(notices.items(), notices.next(), notices.total(), unread);
  }

  /** The newest that the page shows, or 0. */
  public long newest() {
    return notices.items().isEmpty() ? 0 : notices.items().getFirst().happening().id();
  }
}
