package org.snowguard.server.account;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.web.CurrentAccount;
import org.snowguard.server.web.Role;
import org.snowguard.server.web.Scope;
import org.snowguard.server.web.Sessions;

/**
 * What one sees about oneself.
 *
 * @param gitHubLogin as last seen, or null
 * @param gitHub how the account stands to one there
 * @param tokens the newest first
 * @param scopes for what one may make a token
 * @param panels what other features show here
 */
public record MePage(
    long number,
    String name,
    @Nullable String gitHubLogin,
    GitHub gitHub,
    List<String> roles,
    List<Sessions.Open> sessions,
    List<ApiToken> tokens,
    List<Scope> scopes,
    List<MePanel.Part> panels) {

  /**
   * How an account stands to one on GitHub.
   *
   * @param linked it belongs to a number there
   * @param login as last seen, or null
   * @param offered people sign in with GitHub here
   */
  public record GitHub(boolean linked, @Nullable String login, boolean offered) {
    static GitHub of(Optional<Account> own, boolean offered) {
      return own.map(
              account -> new GitHub(account.gitHubId() != null, account.gitHubLogin(), offered))
          .orElseGet(() -> new GitHub(false, null, offered));
    }
  }

  static MePage of(
      CurrentAccount account,
      GitHub gitHub,
      List<Sessions.Open> sessions,
      List<ApiToken> tokens,
      List<MePanel.Part> panels) {
    return new MePage(
        account.number(),
        account.name(),
        gitHub.login(),
        gitHub,
        account.roles().stream().sorted().map(Role::label).toList(),
        sessions,
        tokens,
        Arrays.stream(Scope.values()).filter(scope -> scope.isOfUseTo(account)).toList(),
        panels);
  }
}
