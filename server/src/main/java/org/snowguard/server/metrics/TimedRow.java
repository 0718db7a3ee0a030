package org.snowguard.server.metrics;

import org.snowguard.core.dwell.DwellTime;

/** A row with its wait, counted from one start. */
record TimedRow(DwellRow row, DwellTime time) {}
