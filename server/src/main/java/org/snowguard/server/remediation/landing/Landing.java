package org.snowguard.server.remediation.landing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A commit, or a twin of it, on a branch or channel.
 *
 * @param ref for example {@code release-26.05} or {@code nixos-26.05}
 * @param commit the one that was seen there, which may be a cherry-pick of the one that was asked
 *     for
 * @param original what that one was cherry-picked from, or null
 * @param firstSeen when it was first seen there
 * @param revertedAt when it was reverted there, or left with a force push or because the channel
 *     went back; null while it stands
 * @param wasThereBefore whether the ref had it already when the ref itself was first seen, so that
 *     it landed at {@code firstSeen} or before
 */
public record Landing(
    String ref,
    String commit,
    @Nullable String original,
    Instant firstSeen,
    @Nullable Instant revertedAt,
    boolean wasThereBefore) {

  /** Whether the ref has it now. */
  public boolean stands() {
    return revertedAt == null;
  }
}
