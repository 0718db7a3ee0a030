package org.snowguard.server.account;

import java.util.Collection;
import java.util.Set;

/** How this feature learns who maintains packages, without knowing packages. */
@FunctionalInterface
public interface MaintainerLookup {

  /** Those of the given people on GitHub who maintain a package of a followed channel. */
  Set<Long> maintaining(Collection<Long> gitHubIds);
}
