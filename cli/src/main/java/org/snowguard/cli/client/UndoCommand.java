package org.snowguard.cli.client;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code snowguard undo}: takes back one's last decision on a suggestion. */
@Command(
    name = "undo",
    mixinStandardHelpOptions = true,
    description = "Takes back your last decision on a suggestion, and what it taught.")
public final class UndoCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    try (ServerConnection server = ServerConnection.open()) {
      out.println(
          Table.plain(
              server.post("/queue/undo", List.of()).path("notice").asString("Taken back.")));
      out.flush();
    }
    return 0;
  }
}
