package org.snowguard.server.account;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.web.Access;
import org.snowguard.server.web.AccessLevel;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.ClientAddress;
import org.snowguard.server.web.CurrentAccount;
import org.snowguard.server.web.LocalPath;
import org.snowguard.server.web.NotFound;
import org.snowguard.server.web.Reply;
import org.snowguard.server.web.Scope;
import org.snowguard.server.web.Sessions;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Signing in, signing out, and the page about oneself. */
@Controller
final class AccountPages {

  private final Accounts accounts;
  private final Sessions sessions;
  private final SignInAttempts attempts;
  private final ApiTokens tokens;
  private final boolean byGitHub;
  private final List<MePanel> panels;

  AccountPages(
      Accounts accounts,
      ApiTokens tokens,
      Sessions sessions,
      SignInAttempts attempts,
      boolean byGitHub,
      List<MePanel> panels) {
    this.tokens = tokens;
    this.accounts = accounts;
    this.byGitHub = byGitHub;
    this.panels = List.copyOf(panels);
    this.sessions = sessions;
    this.attempts = attempts;
  }

  @Access(AccessLevel.PUBLIC)
  @GetMapping("/sign-in")
  Reply signIn(@RequestParam(defaultValue = "/") String next, @Nullable CurrentAccount account) {
    String target = LocalPath.of(next).toString();
    return account == null
        ? Reply.html("account/signIn", new SignInPage(target, byGitHub))
        : Reply.redirect(target);
  }

  /** Only looks: programs that preview links in messages must not use them up. */
  @Access(AccessLevel.PUBLIC)
  @GetMapping("/sign-in/{token}")
  Reply confirm(@PathVariable String token, HttpServletRequest request) {
    attempts.check(ClientAddress.of(request));
    return accounts
        .ownerOf(token)
        .<Reply>map(
            account -> Reply.html("account/confirm", new ConfirmPage(account.name(), token)))
        .orElseThrow(() -> refuse(request));
  }

  @Access(AccessLevel.PUBLIC)
  @PostMapping("/sign-in")
  Reply redeem(
      @RequestParam String token,
      @RequestParam(defaultValue = "/") String next,
      HttpServletRequest request) {
    attempts.check(ClientAddress.of(request));
    // People paste the whole link as often as its last part.
    OptionalLong number = accounts.redeem(lastPart(token));
    if (number.isEmpty()) {
      throw refuse(request);
    }
    sessions.begin(request, number.getAsLong());
    return Reply.redirect(next).notice("Signed in.");
  }

  @Access(AccessLevel.SIGNED_IN)
  @PostMapping("/sign-out")
  Reply signOut(HttpServletRequest request) {
    sessions.end(request);
    return Reply.redirect("/");
  }

  @Access(AccessLevel.SIGNED_IN)
  @PostMapping("/sign-out-everywhere")
  Reply signOutEverywhere(CurrentAccount account, HttpServletRequest request) {
    accounts.voidSessions(account.number());
    sessions.endAll(account.number());
    sessions.end(request);
    return Reply.redirect("/");
  }

  @Access(value = AccessLevel.SIGNED_IN, scopes = Scope.READ)
  @GetMapping("/me")
  Reply me(CurrentAccount account, HttpServletRequest request) {
    return Reply.page(
        "account/me",
        MePage.of(
            account,
            MePage.GitHub.of(accounts.own(account.number()), byGitHub),
            sessions.open(request, account.number()),
            tokens.of(account.number()),
            panels.stream().flatMap(panel -> panel.of(account).stream()).toList()));
  }

  /** Asked for by name, so that nobody is gone by a slip. */
  @Access(AccessLevel.SIGNED_IN)
  @PostMapping("/me/delete")
  Reply delete(CurrentAccount account, @RequestParam String name, HttpServletRequest request) {
    if (!name.strip().equalsIgnoreCase(account.name())) {
      throw new BadInput(
          "deleting your account",
          "a name that is not yours",
          "write \"%s\" to delete it; nothing was changed.".formatted(account.name()));
    }
    accounts.delete(account.number());
    sessions.endAll(account.number());
    sessions.end(request);
    return Reply.redirect("/");
  }

  private static String lastPart(String link) {
    return link.strip().replaceFirst(".*/", "");
  }

  private NotFound refuse(HttpServletRequest request) {
    attempts.failed(ClientAddress.of(request));
    return new NotFound(
        "signing in",
        "a link that was used before, has expired or is incomplete",
        "ask an operator for a fresh one: snowguard account link NAME");
  }
}
