package org.snowguard.server.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.web.AccountLookup;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.Conflict;
import org.snowguard.server.web.CurrentAccount;
import org.snowguard.server.web.NotFound;
import org.snowguard.server.web.Role;
import org.snowguard.server.web.Transactions;

/** Accounts and their one-time sign-in links. */
public final class Accounts implements AccountLookup {

  /** What stands where a deleted account acted. */
  public static final String FORMER_MEMBER = "former member";

  /** For a link that a person asked for and opens now. */
  public static final Duration LINK_FOR_NOW = Duration.ofHours(1);

  /** For a link that is handed to somebody else, and for the first start. */
  public static final Duration LINK_TO_HAND_ON = Duration.ofHours(24);

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,38}");

  /**
   * How long a role that a team gives holds without GitHub having confirmed it, by a sign-in or a
   * webhook: a webhook may be lost.
   */
  static final Duration TEAMS_HOLD = Duration.ofDays(30);

  private final AccountStore store;
  private final RoleEvents roleEvents;
  private final MaintainerLookup maintainers;
  private final Transactions transactions;
  private final Clock clock;

  Accounts(
      AccountStore store,
      RoleEvents roleEvents,
      MaintainerLookup maintainers,
      Transactions transactions,
      Clock clock) {
    this.store = store;
    this.roleEvents = roleEvents;
    this.maintainers = maintainers;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** For commands, which need no web and do not ask who maintains packages. */
  public static Accounts in(Jdbi jdbi, Transactions transactions, Clock clock) {
    return new Accounts(
        new AccountStore(jdbi),
        new RoleEvents(new RoleStore(jdbi), new EventLog(jdbi, clock), clock),
        ids -> Set.of(),
        transactions,
        clock);
  }

  /** Makes an account; the name is compared without regard to case. */
  public Account add(String name, Set<Role> roles) {
    if (!NAME.matcher(name).matches()) {
      throw new BadInput(
          "adding an account",
          "name \"" + name + "\"",
          "use up to 39 letters, digits and hyphens, not beginning with a hyphen.");
    }
    Instant now = clock.instant();
    OptionalLong number =
        transactions.call(
            () -> {
              OptionalLong[] added = {OptionalLong.empty()};
              roleEvents.around(
                  null,
                  "an operator made the account",
                  () -> added[0] = store.insert(name, roles, now));
              return added[0];
            });
    if (number.isEmpty()) {
      throw new Conflict(
          "adding an account",
          "name \"" + name + "\"",
          "this name is taken; choose another, or make a link for it: account link " + name);
    }
    return new Account(number.getAsLong(), name, roles, now, null, null);
  }

  public List<Account> list() {
    return withMaintainers(store.list(teamsSince()));
  }

  public Account byName(String name) {
    return named(name)
        .orElseThrow(
            () ->
                new NotFound(
                    "looking for an account",
                    "name \"" + name + "\"",
                    "see the names with: account list"));
  }

  /** The account of a name, compared without regard to case, if there is one. */
  public Optional<Account> named(String name) {
    return store.findByName(name, teamsSince());
  }

  /** The accounts of these people on GitHub, by their numbers there; who has none is left out. */
  public Map<Long, Account> byGitHubId(Collection<Long> gitHubIds) {
    Map<Long, Account> found = new HashMap<>();
    for (Account account :
        gitHubIds.isEmpty()
            ? List.<Account>of()
            : withMaintainers(store.findByGitHubIds(gitHubIds, teamsSince()))) {
      Long gitHubId = account.gitHubId();
      if (gitHubId != null) {
        found.put(gitHubId, account);
      }
    }
    return found;
  }

  @Override
  public @Nullable CurrentAccount find(long number) {
    return current(store.find(number, teamsSince()));
  }

  @Override
  public @Nullable CurrentAccount inSession(long number, Instant begunAt) {
    return current(store.findInSession(number, begunAt, teamsSince()));
  }

  private @Nullable CurrentAccount current(Optional<Account> stored) {
    return withMaintainers(stored.stream().toList()).stream()
        .findFirst()
        .map(account -> new CurrentAccount(account.number(), account.name(), account.roles()))
        .orElse(null);
  }

  /** Ends every session that has begun so far, wherever it is kept. */
  void voidSessions(long number) {
    transactions.run(() -> store.voidSessions(number, clock.instant()));
  }

  private Instant teamsSince() {
    return clock.instant().minus(TEAMS_HOLD);
  }

  /** Who maintains packages at present has that role, besides what people and teams gave. */
  private List<Account> withMaintainers(List<Account> accounts) {
    Set<Long> ids = new HashSet<>();
    for (Account account : accounts) {
      Long gitHubId = account.gitHubId();
      if (gitHubId != null) {
        ids.add(gitHubId);
      }
    }
    Set<Long> maintaining = ids.isEmpty() ? Set.of() : maintainers.maintaining(ids);
    return accounts.stream()
        .map(
            account ->
                account.gitHubId() != null && maintaining.contains(account.gitHubId())
                    ? account.with(Role.MAINTAINER)
                    : account)
        .toList();
  }

  /** The name to show for each number; deleted accounts are {@value #FORMER_MEMBER}. */
  public ActorNames names(Collection<Long> numbers) {
    return new ActorNames(numbers.isEmpty() ? Map.of() : store.names(numbers));
  }

  /** Whether nobody has ever had an account here. */
  public boolean isEmpty() {
    return store.isEmpty();
  }

  /** Gives exactly these roles by hand; what teams give and packages show stays. */
  public Account giveRoles(String name, Set<Role> roles) {
    long number = byName(name).number();
    transactions.run(
        () -> roleEvents.around(number, "by an operator", () -> store.giveRoles(number, roles)));
    return byName(name);
  }

  /** Takes the name, the roles and the links. What the account did stays, without its name. */
  public void delete(String name) {
    delete(byName(name).number());
  }

  void delete(long number) {
    transactions.run(
        () ->
            roleEvents.around(
                number, "the account was deleted", () -> store.delete(number, clock.instant())));
  }

  /** One's own account. */
  Optional<Account> own(long number) {
    return store.find(number, teamsSince());
  }

  /** A new link; earlier ones stay valid until they expire. */
  public SignInLink issueLink(Account account, Duration validFor) {
    String token = Secrets.make();
    Instant now = clock.instant();
    SignInLink link = new SignInLink(token, now.plus(validFor));
    transactions.run(
        () -> store.insertLink(Secrets.hash(token), account.number(), now, link.expiresAt()));
    return link;
  }

  /** Whose link this is, without using it up: link previews only look. */
  Optional<Account> ownerOf(String token) {
    OptionalLong number = store.peekLink(Secrets.hash(token), clock.instant());
    return number.isPresent() ? store.find(number.getAsLong(), teamsSince()) : Optional.empty();
  }

  /** Uses the link up; empty if it was used before, has expired or never was. */
  OptionalLong redeem(String token) {
    return transactions.call(() -> store.useLink(Secrets.hash(token), clock.instant()));
  }
}
