package org.snowguard.cli.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code snowguard login}: remembers a server and a token of it. */
@Command(
    name = "login",
    mixinStandardHelpOptions = true,
    description = {
      "Remembers a server and an API token, for the commands that ask a server.",
      "Make the token on the server's page /me: for reading with the scope read, for deciding with",
      "triage. It is asked for, or read from standard input or a file; never given as an argument,",
      "which others on the machine could see. It is kept readable by you alone."
    },
    footer = {"", "Example:", "  snowguard login https://snowguard.example.org"})
public final class LoginCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "URL", description = "The server's address.")
  private String server = "";

  @Option(names = "--token-file", paramLabel = "FILE", description = "Holds the token.")
  private @Nullable Path tokenFile;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Credentials credentials = Credentials.of(server, token(out));
    try (ServerConnection connection = new ServerConnection(credentials)) {
      JsonNode me = connection.get("/me", Map.of());
      Path file = Credentials.file(System.getenv());
      credentials.keep(file);
      out.println(
          "Signed in to %s as %s. The token is kept in %s."
              .formatted(credentials.server(), Table.plain(me.path("name").asString("")), file));
      out.flush();
    }
    return 0;
  }

  private String token(PrintWriter out) throws IOException {
    if (tokenFile != null) {
      return Files.readString(tokenFile).strip();
    }
    Console console = System.console();
    if (console != null && console.isTerminal()) {
      out.println(
          "Make a token on %s/me (scope triage, or read), and paste it here.".formatted(server));
      out.flush();
      char[] typed = console.readPassword("Token: ");
      return typed == null ? "" : new String(typed);
    }
    String line = new BufferedReader(new InputStreamReader(System.in, UTF_8)).readLine();
    return line == null ? "" : line;
  }
}
