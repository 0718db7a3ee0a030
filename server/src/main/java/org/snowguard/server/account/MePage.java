package org.snowguard.server.account;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.web.CurrentAccount;
import org.snowguard.server.web.Role;
import org.snowguard.server.web.Scope;
import org.snowguard.server.web.Sessions;

/**
 * What one sees about oneself.
 *
 * @param gitHubLogin as last seen, or null for an account of this server alone
 * @param tokens the newest first
 * @param scopes for what one may make a token
 * @param panels what other features show here
 */
public record MePage(
    long number,
    String name,
    @Nullable String gitHubLogin,
    List<String> roles,
    List<Sessions.Open> sessions,
    List<ApiToken> tokens,
    List<Scope> scopes,
    List<MePanel.Part> panels) {

  static MePage of(
      CurrentAccount account,
      @Nullable String gitHubLogin,
      List<Sessions.Open> sessions,
      List<ApiToken> tokens,
      List<MePanel.Part> panels) {
    return new MePage(
        account.number(),
        account.name(),
        gitHubLogin,
        account.roles().stream().sorted().map(Role::label).toList(),
        sessions,
        tokens,
        Arrays.stream(Scope.values()).filter(scope -> scope.isOfUseTo(account)).toList(),
        panels);
  }
}
