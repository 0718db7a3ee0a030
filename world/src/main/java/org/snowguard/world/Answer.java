package org.snowguard.world;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a service says.
 *
 * @param etag without quotes, or null where the service sends none
 * @param lastModified by the world's time, or null
 */
record Answer(
    int status, String type, Body body, @Nullable String etag, @Nullable Instant lastModified) {

  static final String JSON = "application/json";
  static final String TEXT = "text/plain; charset=utf-8";
  static final String ZIP = "application/zip";

  static Answer of(String type, Body body) {
    return new Answer(200, type, body, null, null);
  }

  static Answer refused(int status, String words) {
    return new Answer(
        status, TEXT, Body.of(words.getBytes(java.nio.charset.StandardCharsets.UTF_8)), null, null);
  }

  Answer changed(String tag, Instant at) {
    return new Answer(status, type, body, tag, at);
  }
}
