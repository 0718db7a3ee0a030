package org.snowguard.server.notification;

import java.util.Collection;
import java.util.Map;
import java.util.OptionalLong;
import org.jdbi.v3.core.Jdbi;

/** What maintainers are called, and who is meant by a login. */
public final class MaintainerNames {

  private final MaintainerNameStore store;

  public MaintainerNames(Jdbi jdbi) {
    store = new MaintainerNameStore(jdbi);
  }

  /** Logins as nixpkgs has them, by numeric id. */
  public Map<Long, String> logins(Collection<Long> gitHubIds) {
    return store.logins(gitHubIds);
  }

  /** The numeric id of who is called so; of several, of who maintains most packages. */
  public OptionalLong byLogin(String login) {
    return store.byLogin(login);
  }
}
