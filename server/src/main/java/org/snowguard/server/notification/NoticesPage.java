package org.snowguard.server.notification;

import org.snowguard.server.web.Page;

/** What somebody is told. */
public record NoticesPage(Page<Notice> notices, int unread) {

  /** The newest that the page shows, or 0. */
  public long newest() {
    return notices.items().isEmpty() ? 0 : notices.items().getFirst().happening().id();
  }
}
