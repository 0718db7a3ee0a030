package org.snowguard.server.remediation.pull;

import java.util.Set;

/** Hears which fixes are others, or stand otherwise; in the transaction that stores it. */
@FunctionalInterface
public interface FixListener {

  /** All at once, so that who holds issues while it looks at them can do so in one order. */
  void changed(Set<FixPlace> places);
}
