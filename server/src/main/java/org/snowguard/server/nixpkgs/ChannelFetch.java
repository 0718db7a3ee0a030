package org.snowguard.server.nixpkgs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How fetching a channel's packages went.
 *
 * @param etag and what follows up to {@code fetchedAt}: of the file that was taken last
 * @param fingerprint its SHA-256
 * @param checked whether that was published, and is the same; null before the first fetch
 * @param failures since the last good fetch, of the same revision
 * @param error why the last try failed, in words, or null
 * @param retryAt that revision is not to be tried again before
 * @param failedRevision the revision that failed last, or null
 */
public record ChannelFetch(
    @Nullable String etag,
    @Nullable String lastModified,
    long bytes,
    @Nullable String fingerprint,
    @Nullable Boolean checked,
    @Nullable Instant fetchedAt,
    int failures,
    @Nullable String error,
    @Nullable Instant retryAt,
    @Nullable String failedRevision) {

  public static final ChannelFetch NEVER =
      new ChannelFetch(null, null, 0, null, null, null, 0, null, null, null);

  /** A file that was taken. */
  public static ChannelFetch good(
      @Nullable String etag,
      @Nullable String lastModified,
      long bytes,
      String fingerprint,
      boolean checked,
      Instant at) {
    return new ChannelFetch(
        etag, lastModified, bytes, fingerprint, checked, at, 0, null, null, null);
  }

  /** The same file once more. */
  public ChannelFetch again(Instant at) {
    return new ChannelFetch(
        etag, lastModified, bytes, fingerprint, checked, at, 0, null, null, null);
  }

  /** What failed is of no matter any more. */
  public ChannelFetch mended() {
    return new ChannelFetch(
        etag, lastModified, bytes, fingerprint, checked, fetchedAt, 0, null, null, null);
  }

  /** One more failure; the first of another revision. */
  public ChannelFetch failed(String revision, String words, Instant again) {
    return new ChannelFetch(
        etag,
        lastModified,
        bytes,
        fingerprint,
        checked,
        fetchedAt,
        failuresOf(revision) + 1,
        words,
        again,
        revision);
  }

  /** How often a revision failed in a row. */
  public int failuresOf(String revision) {
    return revision.equals(failedRevision) ? failures : 0;
  }

  /** Whether a revision failed and its time has not come again. */
  public boolean isWaiting(String revision, Instant now) {
    return failuresOf(revision) > 0 && retryAt != null && now.isBefore(retryAt);
  }
}
