package org.snowguard.server.ingest.source;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A source did not answer, or with something that cannot be trusted. */
public final class FetchFailure extends IOException {

  private static final int NOT_FOUND = 404;
  private static final int LONGEST_QUERY = 40;

  private final transient @Nullable Duration retryAfter;
  private final int status;
  private final boolean isPartial;

  public FetchFailure(String words) {
    this(words, null, 0, false);
  }

  private FetchFailure(String words, @Nullable Duration retryAfter, int status, boolean isPartial) {
    super(words);
    this.retryAfter = retryAfter;
    this.status = status;
    this.isPartial = isPartial;
  }

  /**
   * A failure of one address.
   *
   * @param words why, which come first
   */
  public static FetchFailure of(URI uri, String words) {
    return new FetchFailure(about(uri, words));
  }

  /** What exactly was asked is cut where it is long: the reason is to be read. */
  private static String about(URI uri, String words) {
    String query = uri.getRawQuery();
    String address = uri.toString();
    boolean isLong = query != null && query.length() > LONGEST_QUERY;
    return "%s: %s"
        .formatted(words, isLong ? address.substring(0, address.indexOf('?')) + "?…" : address);
  }

  /**
   * The answer was another one than was asked for.
   *
   * @param retryAfter for how long the source asked to be left alone, or null
   */
  static FetchFailure answered(URI uri, int status, @Nullable Duration retryAfter) {
    String meaning =
        switch (status) {
          case 401, 403 -> ": refused";
          case 404, 410 -> ": not there";
          case 429 -> ": asked too often";
          default -> status >= 500 ? ": it has trouble of its own" : "";
        };
    return new FetchFailure(
        about(uri, "it answered with status %d%s".formatted(status, meaning)),
        retryAfter,
        status,
        false);
  }

  /** Some parts of the source failed, and the others do not wait for them. */
  public static FetchFailure ofParts(String words) {
    return new FetchFailure(words, null, 0, true);
  }

  /** The same with further words. */
  public FetchFailure with(String further) {
    return new FetchFailure(getMessage() + further, retryAfter, status, isPartial);
  }

  /** Status of the answer, 0 if it was not that. */
  public int status() {
    return status;
  }

  @Nullable Duration retryAfter() {
    return retryAfter;
  }

  /** Whether there is no such file, as the service says. */
  public boolean isAbsent() {
    return status == NOT_FOUND;
  }

  boolean isPartial() {
    return isPartial;
  }
}
