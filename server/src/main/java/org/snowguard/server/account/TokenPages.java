package org.snowguard.server.account;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.snowguard.server.web.Access;
import org.snowguard.server.web.AccessLevel;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.Conflict;
import org.snowguard.server.web.CurrentAccount;
import org.snowguard.server.web.Reply;
import org.snowguard.server.web.Scope;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Making and ending one's own API tokens. */
@Controller
final class TokenPages {

  private static final String MAKING = "making an API token";
  private static final int LONGEST_LABEL = 60;
  private static final int MOST_IN_USE = 50;

  private final ApiTokens tokens;
  private final Clock clock;

  TokenPages(ApiTokens tokens, Clock clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  /** Answers with the page itself: an address of the secret would be kept by browsers. */
  @Access(AccessLevel.SIGNED_IN)
  @PostMapping("/me/tokens")
  Reply make(
      CurrentAccount account,
      @RequestParam(defaultValue = "") String label,
      @RequestParam(name = "scope", defaultValue = "") List<String> scopes,
      @RequestParam(defaultValue = "90") int days,
      HttpServletResponse response) {
    Set<Scope> wanted = EnumSet.noneOf(Scope.class);
    scopes.forEach(scope -> wanted.add(allowed(Scope.parse(scope), account)));
    requireRoom(account);
    IssuedToken made = tokens.issue(account.number(), clean(label), wanted, Duration.ofDays(days));
    response.setHeader("Cache-Control", "no-store");
    return Reply.page(
        "account/madeToken",
        new MadeTokenPage(
            made.id(), made.secret(), clean(label), List.copyOf(wanted), made.expiresAt()));
  }

  @Access(AccessLevel.SIGNED_IN)
  @PostMapping("/me/tokens/{id}/revoke")
  Reply revoke(CurrentAccount account, @PathVariable String id) {
    tokens.revokeOf(account.number(), id);
    return Reply.redirect("/me").notice("The token " + id + " is revoked.");
  }

  private static Scope allowed(Scope scope, CurrentAccount account) {
    if (!scope.isOfUseTo(account)) {
      throw new BadInput(
          MAKING,
          "scope \"" + scope.option() + "\"",
          "choose another: your roles open nothing that this one is for.");
    }
    return scope;
  }

  private void requireRoom(CurrentAccount account) {
    Instant now = clock.instant();
    long inUse = tokens.of(account.number()).stream().filter(token -> token.inUse(now)).count();
    if (inUse >= MOST_IN_USE) {
      throw new Conflict(
          MAKING, inUse + " tokens in use already", "revoke those that you need no more, on /me.");
    }
  }

  private static String clean(String label) {
    String stripped = label.strip();
    if (stripped.length() > LONGEST_LABEL) {
      throw new BadInput(
          MAKING, "a name of %d characters".formatted(stripped.length()), "use up to 60.");
    }
    return stripped;
  }
}
