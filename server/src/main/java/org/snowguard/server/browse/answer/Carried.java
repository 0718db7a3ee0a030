package org.snowguard.server.browse.answer;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What some snapshots of a channel carried, with what is said of it.
 *
 * @param state of the suggestion
 * @param verdict the machine's
 * @param until when it was first seen gone or changed; null: it is there now
 */
public record Carried(
    String project,
    String state,
    @Nullable String dismissReason,
    String channel,
    int position,
    boolean supported,
    String attribute,
    @Nullable String version,
    String verdict,
    Instant since,
    @Nullable Instant until) {

  static final List<String> WORST_FIRST =
      List.of("affected", "unknown", "acknowledged", "patched", "not_affected");

  boolean isNow() {
    return until == null;
  }

  /** Whether people said that it is other software: then nothing of it counts. */
  boolean isOtherSoftware() {
    return state.equals("dismissed") && "not_the_same_software".equals(dismissReason);
  }

  String named() {
    return version == null ? attribute : attribute + " " + version;
  }
}
