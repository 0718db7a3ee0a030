package org.snowguard.server.notification.feed;

import java.time.Instant;
import java.util.List;

/**
 * A feed.
 *
 * @param path of itself
 * @param page path of the page that it belongs to
 * @param entries the newest first
 */
record Feed(String path, String page, String title, List<FeedEntry> entries) {

  Feed {
    entries = List.copyOf(entries);
  }

  /** When something last happened; RFC 4287 section 4.1.1 wants a time of an empty feed too. */
  Instant updated() {
    return entries.isEmpty() ? Instant.EPOCH : entries.getFirst().at();
  }
}
