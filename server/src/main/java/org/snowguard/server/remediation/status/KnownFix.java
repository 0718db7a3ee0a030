package org.snowguard.server.remediation.status;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.status.FixProgress;

/**
 * A fix that nobody refuted, as seen from one channel.
 *
 * @param progress how far it has come
 * @param backportFailed whether a backport of it to the channel's release failed
 * @param openedAt when its pull request was opened
 * @param mergedAt null while it is not
 * @param branchAt when the channel's branch got it, or null: never, or nobody can tell
 * @param channelAt when the channel got it, or null likewise
 * @param leftAt when the channel or its branch lost it again, or null
 */
record KnownFix(
    FixProgress progress,
    boolean backportFailed,
    Instant openedAt,
    @Nullable Instant mergedAt,
    @Nullable Instant branchAt,
    @Nullable Instant channelAt,
    @Nullable Instant leftAt) {}
