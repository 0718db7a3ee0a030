package org.snowguard.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.snowguard.cli.client.AcceptCommand;
import org.snowguard.cli.client.ClientFailure;
import org.snowguard.cli.client.DismissCommand;
import org.snowguard.cli.client.ImportCommand;
import org.snowguard.cli.client.IssueCommand;
import org.snowguard.cli.client.LoginCommand;
import org.snowguard.cli.client.QueueCommand;
import org.snowguard.cli.client.SearchCommand;
import org.snowguard.cli.client.ShowCommand;
import org.snowguard.cli.client.UndoCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The program. Exit codes: 0 done, 1 input that could not be read or a server that said no, 2 wrong
 * use, 3 somebody changed it meanwhile, 4 a server that could not be asked.
 */
@Command(
    name = "snowguard",
    mixinStandardHelpOptions = true,
    versionProvider = ProgramVersion.class,
    description = "Vulnerability management for Nixpkgs and NixOS.",
    footer = {
      "",
      "The service has commands of its own (see each with --help):",
      "  serve, demo, account, aliases, shipped, export, report, backup,",
      "  restore, digest",
      "Guides: docs/match.md, docs/verdict.md, docs/explain.md, docs/evaluate.md,",
      "  docs/client.md, docs/triage.md, docs/operating.md"
    },
    subcommands = {
      MatchCommand.class,
      VerdictCommand.class,
      ExplainCommand.class,
      EvaluateCommand.class,
      LoginCommand.class,
      QueueCommand.class,
      SearchCommand.class,
      ShowCommand.class,
      AcceptCommand.class,
      DismissCommand.class,
      UndoCommand.class,
      IssueCommand.class,
      ImportCommand.class,
      CommandLine.HelpCommand.class
    })
public final class Snowguard implements Runnable {

  static final int UNREADABLE_INPUT = 1;

  @Spec private CommandSpec spec = CommandSpec.create();

  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /** Runs a command line; what tests call, and {@link #main}. */
  public static int run(String... arguments) {
    return commandLine().execute(arguments);
  }

  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Snowguard());
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          command.getErr().println(command.getColorScheme().errorText(message(failure)));
          return failure instanceof ClientFailure refused ? refused.exitCode() : UNREADABLE_INPUT;
        });
    return line;
  }

  /**
   * A failure that we foresaw says enough in its message; of a defect the reader needs the place
   * too.
   */
  private static String message(Exception failure) {
    String message = String.valueOf(failure.getMessage());
    return switch (failure) {
      case NoSuchFileException missing ->
          "reading %s: there is no such file; check the path".formatted(missing.getFile());
      case AccessDeniedException denied ->
          "reading %s: access is denied; check its permissions".formatted(denied.getFile());
      case IOException _ -> message;
      default -> message + place(failure);
    };
  }

  private static String place(Exception failure) {
    return System.lineSeparator() + "  at " + failure.getStackTrace()[0];
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command?");
  }
}
