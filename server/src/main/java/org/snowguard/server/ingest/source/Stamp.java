package org.snowguard.server.ingest.source;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * By which a resource is known again.
 *
 * @param bytes how long it was, 0 while it is not known
 */
public record Stamp(@Nullable String etag, @Nullable String lastModified, long bytes) {

  /** Nothing was fetched yet. */
  public static final Stamp NONE = new Stamp(null, null, 0);

  /** Its length alone, so that it is sent again in any case. */
  public Stamp forgotten() {
    return new Stamp(null, null, bytes);
  }

  /** As stored in a source's mark. */
  public static Stamp of(Map<String, String> mark) {
    return new Stamp(
        mark.get("etag"),
        mark.get("last-modified"),
        Long.parseLong(mark.getOrDefault("bytes", "0")));
  }

  /** For storing in a source's mark. */
  public Map<String, String> mark() {
    Map<String, String> mark = new HashMap<>();
    if (etag != null) {
      mark.put("etag", etag);
    }
    if (lastModified != null) {
      mark.put("last-modified", lastModified);
    }
    mark.put("bytes", Long.toString(bytes));
    return mark;
  }
}
