package org.snowguard.server.app;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.account.Account;
import org.snowguard.server.account.Accounts;
import org.snowguard.server.account.SignInLink;
import org.snowguard.server.ingest.ImportRequested;
import org.snowguard.server.web.Role;
import org.snowguard.server.web.WebSettings;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the web service until it is told to stop. */
@Command(
    name = "serve",
    description = "Import what is given, match it and serve the pages.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

  private static final String FIRST_ACCOUNT = "admin";

  @Mixin private SettingOptions settingOptions = new SettingOptions();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Where to listen, 8080 unless given. (PORT)")
  private @Nullable Integer port;

  @Option(
      names = "--address",
      paramLabel = "ADDRESS",
      description = "The interface to listen on; 127.0.0.1, this machine alone, unless given.")
  private @Nullable String address;

  @Option(
      names = "--online",
      description = "Follow the sources on the network: see docs/operating.md.")
  private boolean isOnline;

  @Option(
      names = "--cves",
      arity = "1..*",
      paramLabel = "PATH",
      description = "CVE records: a directory, a file, a .tar.xz or a .zip.")
  private final List<Path> cves = new ArrayList<>();

  @Option(
      names = "--records",
      arity = "1..*",
      paramLabel = "PATH",
      description =
          "Records of others, united with those of --cves: OSV databases and responses of the"
              + " NVD's API 2.0.")
  private final List<Path> records = new ArrayList<>();

  @Option(
      names = "--channel",
      arity = "1..*",
      paramLabel = "NAME=PACKAGES[,SOURCES]",
      description = "A channel's packages.json, and its sources if known.")
  private final List<String> channels = new ArrayList<>();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    ImportRequested importRequested = ImportRequested.parse(cves, records, channels);
    Map<String, String> options = new HashMap<>();
    SettingOptions.put(options, "snowguard.web.port", port);
    SettingOptions.put(options, "snowguard.web.address", address);
    SettingOptions.put(options, "snowguard.sources.online", isOnline ? true : null);
    Settings settings = settingOptions.resolve(options);
    serve(settings, importRequested, ServeCommand::welcomeFirst, out());
    return 0;
  }

  /** Serves until the process is asked to end. */
  static void serve(
      Settings settings, ImportRequested importRequested, Welcome welcome, PrintWriter out)
      throws InterruptedException {
    Logging.use(settings.bind("snowguard.log", LogSettings.class).format());
    WebSettings web = settings.bind("snowguard.web", WebSettings.class);
    Database database = Database.open(settings.bind("snowguard.database", DatabaseSettings.class));
    CountDownLatch closed = new CountDownLatch(1);
    try {
      Clock clock = Clock.systemUTC();
      ConfigurableApplicationContext context =
          Application.start(settings, new Application.Start(database, importRequested, clock));
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> stop(context, database, closed), "stop"));
      announce(context, web, database, welcome, clock, out);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
    closed.await();
  }

  private static void stop(
      ConfigurableApplicationContext context, Database database, CountDownLatch closed) {
    try (database) {
      context.close();
    } finally {
      closed.countDown();
    }
  }

  /** Makes the accounts that a start brings with it, and says how to sign in. */
  interface Welcome {
    List<String> lines(Accounts accounts, URI baseUrl);
  }

  private static void announce(
      ConfigurableApplicationContext context,
      WebSettings web,
      Database database,
      Welcome welcome,
      Clock clock,
      PrintWriter out) {
    URI baseUrl = baseUrl(context, web);
    out.println("Snowguard answers at " + baseUrl);
    if (database.isEmbedded()) {
      welcome.lines(database.accounts(clock), baseUrl).forEach(out::println);
    }
    out.flush();
  }

  /** The first start of a database of our own needs somebody who can make accounts. */
  private static List<String> welcomeFirst(Accounts accounts, URI baseUrl) {
    if (!accounts.isEmpty()) {
      return List.of();
    }
    Account account = accounts.add(FIRST_ACCOUNT, EnumSet.of(Role.SECURITY_TEAM, Role.OPERATOR));
    SignInLink link = accounts.issueLink(account, Accounts.LINK_TO_HAND_ON);
    return List.of(AccountCommand.describe(account, link, baseUrl));
  }

  private static URI baseUrl(ConfigurableApplicationContext context, WebSettings web) {
    URI given = web.baseUrl();
    if (given != null) {
      return given;
    }
    String takenPort = context.getEnvironment().getRequiredProperty("local.server.port");
    return URI.create("http://localhost:" + takenPort + "/");
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }
}
