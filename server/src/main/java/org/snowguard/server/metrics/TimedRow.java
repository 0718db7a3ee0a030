package org.snowguard.server.metrics;

import org.snowguard.core.dwell.DwellTime;

/** A row with its wait, counted from one start. */
record TimedRow(DwellRow row, DwellTime time) {

  /** How it stands: how it ended, or why it is left out. */
  String state() {
    return switch (time) {
      case DwellTime.Counted _ -> row.facts().end().text();
      case DwellTime.LeftOut left -> left.reason().text();
    };
  }

  /** Whether it is known only to have lasted at least so long. */
  boolean isCensored() {
    return time instanceof DwellTime.Counted counted && !counted.ended();
  }
}
