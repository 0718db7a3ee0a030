package org.snowguard.server.web;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How this package learns who a session belongs to, without knowing accounts. */
public interface AccountLookup {

  /** The account as it stands now, or null if it is gone. */
  @Nullable CurrentAccount find(long number);

  /** The same, or null if sessions that began then were ended since. */
  @Nullable CurrentAccount inSession(long number, Instant begunAt);
}
