package org.snowguard.server.ingest.nvd;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.ingest.source.Wanted;

/**
 * Where and how the API is asked.
 *
 * @param key told to nobody but the API, or null
 * @param pause between two requests
 * @param pageSize records asked for at once
 */
public record NvdSettings(URI address, Wanted.@Nullable Secret key, Duration pause, int pageSize) {

  /** The header in which the API takes a key. */
  public static final String KEY_HEADER = "apiKey";

  /** Asks for the page at a mark; both ends of a window have to be given together. */
  URI request(NvdMark mark) {
    StringBuilder uri = new StringBuilder(address.toString());
    uri.append(address.getQuery() == null ? '?' : '&');
    uri.append("resultsPerPage=").append(pageSize).append("&startIndex=").append(mark.index());
    Instant since = mark.since();
    Instant until = mark.until();
    if (since != null && until != null) {
      uri.append("&lastModStartDate=").append(since).append("&lastModEndDate=").append(until);
    }
    return URI.create(uri.toString());
  }
}
