package org.snowguard.server.app;

import java.io.PrintWriter;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.account.Account;
import org.snowguard.server.account.Accounts;
import org.snowguard.server.account.SignInLink;
import org.snowguard.server.web.RelativeTime;
import org.snowguard.server.web.Role;
import org.snowguard.server.web.WebSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Local accounts, also while the server runs. */
@Command(
    name = "account",
    description = "Accounts of this server.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = TokenCommand.class)
final class AccountCommand {

  @Mixin private SettingOptions settingOptions = new SettingOptions();

  @Spec private @Nullable CommandSpec spec;

  @Command(
      name = "add",
      description = "Make an account and print its one-time sign-in link.",
      mixinStandardHelpOptions = true)
  void add(
      @Parameters(paramLabel = "NAME") String name,
      @Option(
              names = "--role",
              required = true,
              paramLabel = "ROLE",
              description = "maintainer, triager, security-team or operator; may be repeated.")
          List<String> roles) {
    Set<Role> parsed = EnumSet.noneOf(Role.class);
    new ArrayList<>(roles).forEach(role -> parsed.add(Role.parse(role)));
    // The first account may come before the first start.
    with(
        Database::openOrJoin,
        accounts -> printLink(accounts, accounts.add(name, parsed), Accounts.LINK_TO_HAND_ON));
  }

  @Command(
      name = "roles",
      description = {
        "Give an account these roles and no others, at once.",
        "Roles that come from teams on GitHub are added to them."
      },
      mixinStandardHelpOptions = true)
  void roles(
      @Parameters(paramLabel = "NAME") String name,
      @Option(
              names = "--role",
              paramLabel = "ROLE",
              description =
                  "maintainer, triager, security-team or operator; may be repeated. Without any,"
                      + " all are taken.")
          @Nullable List<String> roles) {
    Set<Role> parsed = EnumSet.noneOf(Role.class);
    if (roles != null) {
      new ArrayList<>(roles).forEach(role -> parsed.add(Role.parse(role)));
    }
    with(accounts -> out().println(line(accounts.giveRoles(name, parsed))));
  }

  @Command(
      name = "link",
      description = "Print a fresh one-time sign-in link.",
      mixinStandardHelpOptions = true)
  void link(@Parameters(paramLabel = "NAME") String name) {
    with(accounts -> printLink(accounts, accounts.byName(name), Accounts.LINK_FOR_NOW));
  }

  @Command(name = "list", description = "Print all accounts.", mixinStandardHelpOptions = true)
  void list() {
    with(
        accounts -> {
          for (Account account : accounts.list()) {
            out().println(line(account));
          }
        });
  }

  @Command(
      name = "delete",
      description = "Take an account's name, roles and links; what it did stays.",
      mixinStandardHelpOptions = true)
  void delete(@Parameters(paramLabel = "NAME") String name) {
    with(accounts -> accounts.delete(name));
  }

  private static String line(Account account) {
    String gitHub =
        account.gitHubId() == null
            ? ""
            : "\tGitHub %d%s"
                .formatted(
                    account.gitHubId(),
                    account.gitHubLogin() == null ? "" : " " + account.gitHubLogin());
    return account.name() + "\t" + Role.labels(account.roles()) + gitHub;
  }

  static String describe(Account account, SignInLink link, URI baseUrl) {
    return "Sign in as %s (%s), once, until %s:%n  %s"
        .formatted(
            account.name(),
            Role.labels(account.roles()),
            RelativeTime.exact(link.expiresAt()),
            link.at(baseUrl));
  }

  private void printLink(Accounts accounts, Account account, Duration validFor) {
    WebSettings web = settings().bind("snowguard.web", WebSettings.class);
    URI given = web.baseUrl();
    URI baseUrl = given == null ? URI.create("http://localhost:" + web.port() + "/") : given;
    out().println(describe(account, accounts.issueLink(account, validFor), baseUrl));
  }

  private void with(Consumer<Accounts> work) {
    with(Database::openExisting, work);
  }

  private void with(Function<DatabaseSettings, Database> open, Consumer<Accounts> work) {
    DatabaseSettings database = settings().bind("snowguard.database", DatabaseSettings.class);
    try (Database opened = open.apply(database)) {
      work.accept(opened.accounts(Clock.systemUTC()));
    }
    out().flush();
  }

  Settings settings() {
    return settingOptions.resolve(Map.of());
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }
}
