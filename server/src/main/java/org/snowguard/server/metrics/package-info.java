/**
 * Figures of how long users waited for fixes: dwell time, what is overdue, and the track record of
 * a period. Offers {@link org.snowguard.server.metrics.DwellTimes} and pages with each figure's
 * definition. Must not know who did what: no figure is ever made for a person.
 */
@NullMarked
package org.snowguard.server.metrics;

import org.jspecify.annotations.NullMarked;
