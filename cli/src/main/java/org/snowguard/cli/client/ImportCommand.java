package org.snowguard.cli.client;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code snowguard import}: brings a server what another service decided. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = "Brings a server what another service decided.",
    synopsisSubcommandLabel = "COMMAND")
public final class ImportCommand implements Runnable {

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
      @Parameters(paramLabel = "FILE|URL", description = "JSON.") String from,
      @Option(names = "--json", description = "As the server answers.") boolean isJson)
      throws IOException {
    byte[] dump =
        from.startsWith("https://") || from.startsWith("http://localhost")
            ? fetch(URI.create(from))
            : Files.readAllBytes(Path.of(from));
    PrintWriter out = spec.commandLine().getOut();
    try (ServerConnection server = ServerConnection.open()) {
      JsonNode taken = server.put("/api/v1/import/nst", dump);
      out.println(isJson ? taken.toString() : sentence(taken));
      out.flush();
    }
    return 0;
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

  private static byte[] fetch(URI uri) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofMinutes(5))
            .header("Accept", "application/json")
            .build();
    try (HttpClient client =
        HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build()) {
      HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new ClientFailure(
            ClientFailure.UNREACHABLE,
            "reading %s: it answered %d; look at the address".formatted(uri, answer.statusCode()));
      }
      return answer.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClientFailure(ClientFailure.UNREACHABLE, "reading " + uri + ": interrupted");
    }
  }
}
