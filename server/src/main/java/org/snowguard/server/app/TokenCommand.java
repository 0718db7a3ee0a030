package org.snowguard.server.app;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.account.Account;
import org.snowguard.server.account.ApiToken;
import org.snowguard.server.account.ApiTokens;
import org.snowguard.server.account.IssuedToken;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.RelativeTime;
import org.snowguard.server.web.Scope;
import org.springframework.boot.convert.DurationStyle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Tokens by which programs call in an account's name, also while the server runs. */
@Command(
    name = "token",
    description = "Tokens by which programs call in an account's name.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class TokenCommand {

  @ParentCommand private @Nullable AccountCommand account;

  @Spec private @Nullable CommandSpec spec;

  @Command(
      name = "add",
      description = "Make a token for an account and print it; it is not shown again.",
      mixinStandardHelpOptions = true)
  void add(
      @Parameters(paramLabel = "NAME") String name,
      @Option(
              names = "--scope",
              required = true,
              paramLabel = "SCOPE",
              description = "What it is for: evaluation or metrics; may be repeated.")
          List<String> scopes,
      @Option(
              names = "--expires",
              defaultValue = "90d",
              paramLabel = "TIME",
              description =
                  "How long it is good: 90d, 12h, or a bare number of days; ${DEFAULT-VALUE} unless"
                      + " given, an hour at least, a year at most.")
          String expires) {
    Set<Scope> parsed = EnumSet.noneOf(Scope.class);
    new ArrayList<>(scopes).forEach(scope -> parsed.add(Scope.parse(scope)));
    Duration life = life(expires);
    with(
        database -> {
          Clock clock = Clock.systemUTC();
          Account owner = database.accounts(clock).byName(name);
          IssuedToken token = database.apiTokens(clock).issue(owner, parsed, life);
          out()
              .printf(
                  "Token %s of %s for %s, until %s; it is not shown again:%n  %s%n",
                  token.id(),
                  owner.name(),
                  Scope.labels(parsed),
                  RelativeTime.exact(token.expiresAt()),
                  token.secret());
        });
  }

  @Command(
      name = "list",
      description = "Print all tokens, without their secrets.",
      mixinStandardHelpOptions = true)
  void list() {
    with(
        database -> {
          ApiTokens tokens = database.apiTokens(Clock.systemUTC());
          for (ApiToken token : tokens.list()) {
            out()
                .printf(
                    "%s\t%s\t%s\t%s%n",
                    token.id(),
                    token.account(),
                    Scope.labels(token.scopes()),
                    tokens.describe(token));
          }
        });
  }

  @Command(name = "revoke", description = "End a token at once.", mixinStandardHelpOptions = true)
  void revoke(@Parameters(paramLabel = "ID") String id) {
    with(
        database -> {
          database.apiTokens(Clock.systemUTC()).revoke(id);
          out().printf("Token %s is revoked: no program can call with it any more.%n", id);
        });
  }

  private static Duration life(String text) {
    try {
      return DurationStyle.detectAndParse(text, ChronoUnit.DAYS);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new BadInput("reading a time", "\"" + text + "\"", "give days or hours: 90d, 12h.");
    }
  }

  private void with(Consumer<Database> work) {
    DatabaseSettings settings =
        Objects.requireNonNull(account)
            .settings()
            .bind("snowguard.database", DatabaseSettings.class);
    try (Database opened = Database.openExisting(settings)) {
      work.accept(opened);
    }
    out().flush();
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }
}
