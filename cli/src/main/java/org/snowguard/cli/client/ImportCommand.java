package org.snowguard.cli.client;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code snowguard import}: brings a server what another service decided. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = "Brings a server what another service decided.",
    synopsisSubcommandLabel = "COMMAND")
public final class ImportCommand implements Runnable {

  private static final String IMPORT = "/api/v1/import/nst";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command?");
  }

  @Command(
      name = "nst",
      mixinStandardHelpOptions = true,
      description = {
        "Takes over published issues and dismissals of the Nixpkgs security tracker, from a dump"
            + " or",
        "its API, as decisions of the account \"incumbent\". What was decided here stays; each can",
        "be taken back. docs/client.md says what is read."
      })
  int nst(
      @Parameters(
              paramLabel = "FILE|URL",
              description = "JSON; of an address, its following pages too.")
          String from,
      @Option(names = "--json", description = "As the server answers.") boolean isJson)
      throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    try (ServerConnection server = ServerConnection.open()) {
      ObjectNode taken =
          from.startsWith("https://") || from.startsWith("http://localhost")
              ? pages(server, URI.create(from))
              : added(
                  JsonMapper.shared().createObjectNode(),
                  server.put(IMPORT, Files.readAllBytes(Path.of(from))));
      out.println(isJson ? taken.toString() : sentence(taken));
      out.flush();
    }
    return 0;
  }

  /** Each page is brought before the next one is asked for: what was brought stays. */
  private ObjectNode pages(ServerConnection server, URI first) throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    ObjectNode taken = JsonMapper.shared().createObjectNode();
    long entries = 0;
    int number = 0;
    try (DumpPages pages = new DumpPages(first, DumpPages.Bounds.USUAL)) {
      for (Optional<DumpPages.DumpPage> page = pages.next();
          page.isPresent();
          page = pages.next()) {
        number++;
        added(taken, server.put(IMPORT, page.get().body()));
        entries += page.get().entries();
        OptionalLong total = page.get().total();
        err.println(
            "Page %,d: %,d entries%s"
                .formatted(
                    number,
                    entries,
                    total.isPresent() ? " of %,d".formatted(total.getAsLong()) : ""));
        err.flush();
      }
    } catch (IOException e) {
      if (number > 0) {
        err.println(
            "Stopped after %,d pages; what they say is brought, and running it again does nothing"
                    .formatted(number)
                + " twice.");
        err.flush();
      }
      throw e;
    }
    return taken;
  }

  /** Adds up what became of each page. */
  private static ObjectNode added(ObjectNode sum, JsonNode taken) {
    taken
        .properties()
        .forEach(
            count ->
                sum.put(
                    count.getKey(),
                    sum.path(count.getKey()).asLong(0) + count.getValue().asLong(0)));
    return sum;
  }

  private static String sentence(JsonNode taken) {
    return ("%d decisions: %d suggestions accepted, %d dismissed, %d decided here before; of %d"
            + " vulnerabilities nothing is suggested here; %d suggestions are about more packages"
            + " and left open; %d entries not understood")
        .formatted(
            taken.path("decisions").asInt(),
            taken.path("accepted").asInt(),
            taken.path("dismissed").asInt(),
            taken.path("decided").asInt(),
            taken.path("withoutSuggestion").asInt(),
            taken.path("leftOpen").asInt(),
            taken.path("notUnderstood").asInt());
  }
}
