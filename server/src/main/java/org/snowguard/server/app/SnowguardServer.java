package org.snowguard.server.app;

import java.io.PrintWriter;
import java.util.List;
import org.snowguard.localpg.LocalPostgresException;
import org.snowguard.server.app.backup.BackupException;
import org.snowguard.server.app.schema.DatabaseException;
import org.snowguard.server.publication.export.ExportException;
import org.snowguard.server.web.Problem;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** The commands that need the database. */
@Command(
    name = "snowguard",
    description = "Vulnerability management for Nixpkgs: the commands that need the database.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class SnowguardServer {

  /** Every command of the server's jar. */
  private static final List<Class<?>> COMMANDS =
      List.of(
          ServeCommand.class,
          DemoCommand.class,
          AccountCommand.class,
          AliasesCommand.class,
          DigestCommand.class,
          BackupCommand.class,
          RestoreCommand.class,
          ShippedCommand.class,
          ExportCommand.class,
          ReportCommand.class);

  private SnowguardServer() {}

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new SnowguardServer());
    COMMANDS.forEach(commandLine::addSubcommand);
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setExecutionExceptionHandler(
        (failure, command, parsed) -> report(failure, command.getErr()));
    return commandLine;
  }

  /** What the person can mend gets a sentence; only what we must mend gets a stack trace. */
  private static int report(Exception failure, PrintWriter err) throws Exception {
    switch (failure) {
      case Problem _,
          SettingException _,
          LocalPostgresException _,
          DatabaseException _,
          BackupException _,
          ExportException _ ->
          err.println("snowguard: " + failure.getMessage());
      default -> throw failure;
    }
    err.flush();
    // Never 1, which of shipped is an all-clear.
    return ExitCode.USAGE;
  }
}
