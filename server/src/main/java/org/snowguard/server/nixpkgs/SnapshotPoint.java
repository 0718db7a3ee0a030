package org.snowguard.server.nixpkgs;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot as a place in a channel's history.
 *
 * @param revision commit of nixpkgs, or null when the input did not tell
 * @param at when the channel pointed there, or, where that is not known, when it was read
 * @param isTaken whether {@code at} is when the channel pointed there
 */
public record SnapshotPoint(
    long snapshotId, @Nullable String revision, Instant at, boolean isTaken) {

  /** The day, as exports write it. */
  public String day() {
    return LocalDate.ofInstant(at, ZoneOffset.UTC).toString();
  }

  /** The beginning of the commit and the day; a day of reading, which tells less, is marked so. */
  public String words() {
    String when = isTaken ? day() : "read " + day();
    return revision == null ? when : "%s (%s)".formatted(Revisions.shortened(revision), when);
  }
}
