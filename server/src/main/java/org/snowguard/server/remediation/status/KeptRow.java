package org.snowguard.server.remediation.status;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.status.Status;
import org.snowguard.core.status.StatusHow;

/**
 * A row of the table, without its number.
 *
 * @param verdict that the status was computed of
 * @param open whether something is left to do, in a supported channel or not
 * @param stage null where nothing is open in a supported channel
 * @param affectedVersion the last version that was affected there, or null
 * @param affectedSince of the package in the channel, at a version that is affected; null: never
 *     was
 * @param fixKnownAt since when a fixed version is known upstream, or null
 * @param fixNamedAt since when a record names one, or null
 * @param endedAt since when it is not open; null while it is, and where nobody can tell
 * @param goneAt since when the row speaks of nothing any more, or null
 * @param goneWhy {@code removed} from the channel or {@code taken_out} of the issue, or null
 */
public record KeptRow(
    long issueId,
    String vulnerability,
    String attribute,
    int channelId,
    String channel,
    @Nullable String version,
    String verdict,
    String status,
    String how,
    String howText,
    Instant since,
    boolean open,
    @Nullable String stage,
    List<String> flags,
    @Nullable Integer pullRequest,
    @Nullable String affectedVersion,
    @Nullable Instant affectedSince,
    @Nullable Instant fixKnownAt,
    @Nullable Instant fixNamedAt,
    @Nullable Instant pullAt,
    @Nullable Instant mergedAt,
    @Nullable Instant branchAt,
    @Nullable Instant endedAt,
    @Nullable Instant goneAt,
    @Nullable String goneWhy) {

  public KeptRow {
    flags = List.copyOf(flags);
  }

  /** What a row is known by within its issue. */
  record Place(String vulnerability, String attribute, int channelId) {}

  Place place() {
    return new Place(vulnerability, attribute, channelId);
  }

  Status statusValue() {
    return Status.valueOf(status.toUpperCase(java.util.Locale.ROOT));
  }

  StatusHow howValue() {
    return new StatusHow(StatusHow.Code.valueOf(how.toUpperCase(java.util.Locale.ROOT)), howText);
  }

  StatusRow row() {
    return new StatusRow(
        vulnerability, attribute, channel, statusValue(), howValue(), since, version, true);
  }

  /** The same, once it speaks of nothing any more. */
  KeptRow gone(Instant at, String why) {
    return new KeptRow(
        issueId,
        vulnerability,
        attribute,
        channelId,
        channel,
        version,
        verdict,
        status,
        how,
        howText,
        since,
        open,
        null,
        List.of(),
        pullRequest,
        affectedVersion,
        affectedSince,
        fixKnownAt,
        fixNamedAt,
        pullAt,
        mergedAt,
        branchAt,
        endedAt,
        at,
        why);
  }
}
