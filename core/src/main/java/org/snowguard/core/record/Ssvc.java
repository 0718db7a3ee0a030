package org.snowguard.core.record;

import org.jspecify.annotations.Nullable;

/**
 * CISA's decision points for a vulnerability (SSVC 2.0.3, in the container of the CISA ADP). Values
 * in lower case as CISA writes them; null where a point is absent.
 *
 * @param exploitation {@code none}, {@code poc} or {@code active}
 * @param automatable {@code yes} or {@code no}
 * @param technicalImpact {@code partial} or {@code total}
 */
public record Ssvc(
    @Nullable String exploitation,
    @Nullable String automatable,
    @Nullable String technicalImpact) {}
