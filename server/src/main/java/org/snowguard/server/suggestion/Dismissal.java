package org.snowguard.server.suggestion;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.triage.DismissReason;

/**
 * How a suggestion is to be put away.
 *
 * @param note needed with {@code other}
 * @param reviewOn when somebody looks again; with {@code risk accepted} half a year on unless given
 */
public record Dismissal(
    DismissReason reason, @Nullable String note, @Nullable LocalDate reviewOn) {}
