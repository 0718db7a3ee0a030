package org.snowguard.server.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowguard.server.TestClock;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.CurrentAccount;
import org.snowguard.server.web.NotFound;
import org.snowguard.server.web.Role;
import org.snowguard.server.web.Scope;
import org.snowguard.server.web.TokenLookup.Bearer;

class ApiTokensTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private static final Set<Scope> SCOPES = Set.of(Scope.EVALUATION);
  private static int accountsMade;

  private final TestClock clock = TestClock.at("2026-11-20T12:00:10Z");
  private final Accounts accounts = Accounts.in(database.jdbi(), database.transactions(), clock);
  private final ApiTokens tokens = ApiTokens.in(database.jdbi(), database.transactions(), clock);
  private Account account = new Account(0, "none", Set.of(), clock.instant(), null, null);

  @BeforeEach
  void makeAccount() {
    accountsMade++;
    account = accounts.add("program-" + accountsMade, Set.of(Role.OPERATOR));
  }

  private ApiToken stored(IssuedToken token) {
    return tokens.list().stream()
        .filter(each -> each.id().equals(token.id()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void isFoundByItsSecretAlone() {
    IssuedToken token = tokens.issue(account, SCOPES, Duration.ofDays(90));
    assertThat(tokens.find(token.secret()))
        .isEqualTo(
            new Bearer(
                new CurrentAccount(account.number(), account.name(), account.roles()), SCOPES));
    assertThat(tokens.find(token.id())).isNull();
    assertThat(tokens.find(token.secret() + "x")).isNull();
    String last = token.secret().endsWith("a") ? "b" : "a";
    String changed = token.secret().substring(0, token.secret().length() - 1) + last;
    assertThat(tokens.find(changed)).isNull();
  }

  @Test
  void expires() {
    IssuedToken token = tokens.issue(account, SCOPES, Duration.ofDays(90));
    clock.advance(Duration.ofDays(90).minusSeconds(1));
    assertThat(tokens.find(token.secret())).isNotNull();
    clock.advance(Duration.ofSeconds(1));
    assertThat(tokens.find(token.secret())).isNull();
    assertThat(tokens.describe(stored(token))).startsWith("expired until 2027-02-18");
  }

  @Test
  void useIsNotedToTheMinute() {
    IssuedToken token = tokens.issue(account, SCOPES, Duration.ofDays(1));
    assertThat(stored(token).lastUsedAt()).isNull();
    clock.advance(Duration.ofSeconds(30));
    tokens.find(token.secret());
    assertThat(stored(token).lastUsedAt()).isEqualTo("2026-11-20T12:00:00Z");
    clock.advance(Duration.ofMinutes(2));
    tokens.find(token.secret());
    assertThat(stored(token).lastUsedAt()).isEqualTo("2026-11-20T12:02:00Z");
  }

  @Test
  void revokedOneEndsAtOnceAndStaysOnTheList() {
    IssuedToken token = tokens.issue(account, SCOPES, Duration.ofDays(1));
    tokens.revoke(token.id());
    assertThat(tokens.find(token.secret())).isNull();
    assertThat(tokens.describe(stored(token))).startsWith("revoked");
    assertThatExceptionOfType(NotFound.class)
        .isThrownBy(() -> tokens.revoke(token.id()))
        .withMessageContaining("account token list");
  }

  @Test
  void goesWithItsAccount() {
    IssuedToken token = tokens.issue(account, SCOPES, Duration.ofDays(1));
    accounts.delete(account.name());
    assertThat(tokens.find(token.secret())).isNull();
    assertThat(tokens.list()).extracting(ApiToken::id).doesNotContain(token.id());
  }

  @Test
  void databaseDoesNotHoldTheSecret() {
    IssuedToken token = tokens.issue(account, SCOPES, Duration.ofDays(1));
    List<String> rows =
        database
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery("select t::text from api_token t")
                        .mapTo(String.class)
                        .list());
    assertThat(rows).isNotEmpty().noneMatch(row -> row.contains(token.secret()));
    assertThat(token.toString()).doesNotContain(token.secret());
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 367})
  void unreasonableLifeIsRefused(int days) {
    assertThatExceptionOfType(BadInput.class)
        .isThrownBy(() -> tokens.issue(account, SCOPES, Duration.ofDays(days)));
  }
}
