package org.snowguard.server.notification.feed;

import java.time.Instant;

/**
 * Something that happened, as a feed tells it.
 *
 * @param key by which it is the same forever
 * @param kind stable word
 * @param link path of the page that it is about
 * @param words plain text
 */
public record FeedEntry(
    String key, String kind, long issueId, String link, String title, String words, Instant at) {}
