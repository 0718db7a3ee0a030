package org.snowguard.server.account;

import java.util.List;
import org.snowguard.server.web.CurrentAccount;
import org.snowguard.server.web.Role;
import org.snowguard.server.web.Sessions;

/** What one sees about oneself. */
public record MePage(long number, String name, List<String> roles, List<Sessions.Open> sessions) {

  static MePage of(CurrentAccount account, List<Sessions.Open> sessions) {
    List<String> roles = account.roles().stream().sorted().map(Role::label).toList();
    return new MePage(account.number(), account.name(), roles, sessions);
  }
}
