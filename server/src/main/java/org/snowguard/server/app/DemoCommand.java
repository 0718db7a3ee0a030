package org.snowguard.server.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.snowguard.localpg.LocalPostgres;
import org.snowguard.localpg.LocalPostgresConfig;
import org.snowguard.server.account.Account;
import org.snowguard.server.account.Accounts;
import org.snowguard.server.web.Role;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves the demo: well-known vulnerabilities, invented packages, two people. */
@Command(
    name = "demo",
    description = "Serve demo data, kept apart from everything else, with links for two people.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

  /** The people of the demo, in the order in which their links are printed. */
  private static final Map<String, Set<Role>> PEOPLE =
      new java.util.TreeMap<>(
          Map.of(
              "triager", EnumSet.of(Role.TRIAGER),
              "security", EnumSet.of(Role.SECURITY_TEAM, Role.OPERATOR)));

  @Option(names = "--reset", description = "Empty the demo's data first.")
  private boolean reset;

  @Option(
      names = "--data",
      paramLabel = "DIRECTORY",
      description = "Where the demo keeps its data; beside the usual place unless given.")
  private @Nullable Path data;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Where to listen, 8080 unless given. (PORT)")
  private @Nullable Integer port;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException, IOException {
    Path directory = directory();
    if (reset) {
      empty(directory);
    }
    DemoFiles files = DemoFiles.in(directory.resolve("files"));
    Map<String, String> options = new HashMap<>();
    DemoFiles.settings().forEach((name, value) -> options.put(name.toString(), value.toString()));
    SettingOptions.put(options, "snowguard.database.data", directory);
    SettingOptions.put(options, "snowguard.web.port", port);
    Settings settings = Settings.resolve(options, withoutDatabase(), null);
    ServeCommand.serve(settings, files.importRequested(), DemoCommand::welcome, out());
    return 0;
  }

  private Path directory() {
    return data == null
        ? LocalPostgresConfig.defaults().dataDirectory().resolveSibling("demo")
        : data.toAbsolutePath();
  }

  /** The demo never touches a real database, whatever the environment says. */
  private static Map<String, String> withoutDatabase() {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.remove("DATABASE_URL");
    environment.remove("SNOWGUARD_DATA");
    return environment;
  }

  /** Opens the database before deleting it: that fails, with a message, while somebody uses it. */
  private static void empty(Path directory) throws IOException {
    Path postgres = directory.resolve("postgres");
    if (Files.exists(postgres)) {
      LocalPostgres.start(LocalPostgresConfig.at(postgres).withoutShutdownHook()).close();
      FileSystemUtils.deleteRecursively(postgres);
    }
    FileSystemUtils.deleteRecursively(directory.resolve("files"));
  }

  private static List<String> welcome(Accounts accounts, URI baseUrl) {
    Map<String, Account> known = new HashMap<>();
    accounts.list().forEach(account -> known.put(account.name(), account));
    List<String> lines = new ArrayList<>();
    PEOPLE.forEach(
        (name, roles) -> {
          Account account =
              known.containsKey(name) ? accounts.byName(name) : accounts.add(name, roles);
          lines.add(
              AccountCommand.describe(
                  account, accounts.issueLink(account, Accounts.LINK_TO_HAND_ON), baseUrl));
        });
    return lines;
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }
}
