package org.snowguard.server.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.NotFound;
import org.snowguard.server.web.RelativeTime;
import org.snowguard.server.web.Scope;
import org.snowguard.server.web.TokenLookup;
import org.snowguard.server.web.Transactions;

/**
 * What programs show in place of a sign-in. A token acts in the name of an account, for what it was
 * made for and nothing else, and never for more than the account itself may.
 */
public final class ApiTokens implements TokenLookup {

  public static final Duration LONGEST_LIFE = Duration.ofDays(366);
  private static final Duration SHORTEST_LIFE = Duration.ofHours(1);

  /** Says in logs and repositories, to those who look for leaked secrets, what it is. */
  private static final Pattern FORM = Pattern.compile("snowguard_([0-9a-f]{8})_[A-Za-z0-9_-]{43}");

  private final ApiTokenStore store;
  private final Accounts accounts;
  private final Transactions transactions;
  private final Clock clock;

  ApiTokens(Jdbi jdbi, Accounts accounts, Transactions transactions, Clock clock) {
    store = new ApiTokenStore(jdbi);
    this.accounts = accounts;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** For commands, which need no web. */
  public static ApiTokens in(Jdbi jdbi, Transactions transactions, Clock clock) {
    return new ApiTokens(jdbi, Accounts.in(jdbi, transactions, clock), transactions, clock);
  }

  /** Makes a token for an account; its secret is never to be had again. */
  public IssuedToken issue(Account account, Set<Scope> scopes, Duration life) {
    return issue(account.number(), "", scopes, life);
  }

  IssuedToken issue(long account, String label, Set<Scope> scopes, Duration life) {
    if (life.compareTo(SHORTEST_LIFE) < 0 || life.compareTo(LONGEST_LIFE) > 0) {
      throw new BadInput(
          "making an API token",
          "a life of "
              + (life.toDays() == 0 ? life.toMinutes() + " minutes" : life.toDays() + " days"),
          "give from an hour to %d days, such as 12h or 90d.".formatted(LONGEST_LIFE.toDays()));
    }
    if (scopes.isEmpty()) {
      throw new BadInput("making an API token", "no scope", "say what it is for.");
    }
    String id = Secrets.id();
    String secret = "snowguard_%s_%s".formatted(id, Secrets.make());
    Instant now = clock.instant();
    IssuedToken token = new IssuedToken(id, secret, now.plus(life));
    transactions.run(() -> store.insert(token, Secrets.hash(secret), account, label, scopes, now));
    return token;
  }

  /** All that ever were, but for those of deleted accounts: by account, the newest first. */
  public List<ApiToken> list() {
    return store.list();
  }

  /** All that an account ever made, the newest first. */
  List<ApiToken> of(long account) {
    return store.listOf(account);
  }

  /** Ends one of the account's own tokens at once. */
  void revokeOf(long account, String id) {
    if (!transactions.call(() -> store.revokeOf(account, id, clock.instant()))) {
      throw new NotFound(
          "revoking an API token",
          "id \"" + id + "\"",
          "see your tokens on /me: this one is revoked already, or is not yours.");
    }
  }

  /** Ends a token at once; an ended one stays on the list. */
  public void revoke(String id) {
    if (!transactions.call(() -> store.revoke(id, clock.instant()))) {
      throw new NotFound(
          "revoking an API token",
          "id \"" + id + "\"",
          "see the ids of those in use with: account token list");
    }
  }

  @Override
  public @Nullable Bearer find(String token) {
    if (!FORM.matcher(token).matches()) {
      return null;
    }
    Instant now = clock.instant();
    return transactions
        .call(() -> store.use(Secrets.hash(token), now))
        .map(
            used -> {
              var account = accounts.find(used.account());
              return account == null ? null : new Bearer(account, used.scopes());
            })
        .orElse(null);
  }

  /** What the list says of a token's life. */
  public String describe(ApiToken token) {
    Instant usedAt = token.lastUsedAt();
    return "%s until %s, %s"
        .formatted(
            token.state(clock.instant()),
            RelativeTime.exact(token.expiresAt()),
            usedAt == null ? "never used" : "last used " + RelativeTime.exact(usedAt));
  }
}
