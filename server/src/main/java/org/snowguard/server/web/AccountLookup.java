package org.snowguard.server.web;

import org.jspecify.annotations.Nullable;

/** How this package learns who a session belongs to, without knowing accounts. */
public interface AccountLookup {

  /** The account as it stands now, or null if it is gone. */
  @Nullable CurrentAccount find(long number);
}
