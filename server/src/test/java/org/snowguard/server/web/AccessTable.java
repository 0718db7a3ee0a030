package org.snowguard.server.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.TestServer;
import org.snowguard.server.web.Handlers.Call;

/** The table of docs/access.md: who may call what, in the words of people. */
final class AccessTable {

  static final Path FILE =
      Path.of(Objects.requireNonNull(System.getProperty("snowguard.root")))
          .resolve("docs/access.md");

  private static final String BEGIN = "<!-- The table: ./dev access writes it. -->\n";
  private static final String HEAD =
      """
      | handler | anyone | signed in | maintainer | triager | security team | operator | tokens | a form's token |
      |---|---|---|---|---|---|---|---|---|
      """;

  /** Callers in the order of the columns. */
  enum Caller {
    ANYONE,
    SIGNED_IN,
    MAINTAINER,
    TRIAGER,
    SECURITY_TEAM,
    OPERATOR;

    Role[] roles() {
      return switch (this) {
        case ANYONE, SIGNED_IN -> new Role[0];
        case MAINTAINER -> new Role[] {Role.MAINTAINER};
        case TRIAGER -> new Role[] {Role.TRIAGER};
        case SECURITY_TEAM -> new Role[] {Role.SECURITY_TEAM};
        case OPERATOR -> new Role[] {Role.OPERATOR};
      };
    }

    @Nullable CurrentAccount account() {
      return this == ANYONE ? null : new CurrentAccount(1, "alice", Set.of(roles()));
    }
  }

  private AccessTable() {}

  /** What handlers declare, a line each. */
  static List<String> declared(TestServer server) {
    Collection<OwnProof> proofs = server.beans(OwnProof.class);
    return Handlers.of(server).stream().map(call -> line(call, proofs)).toList();
  }

  private static String line(Call call, Collection<OwnProof> proofs) {
    String callers =
        Arrays.stream(Caller.values())
            .map(caller -> call.access().value().allows(caller.account()) ? "yes" : "no")
            .collect(Collectors.joining(" | "));
    String tokens = Scope.labels(List.of(call.access().scopes()));
    return "| `%s` | %s | %s | %s |"
        .formatted(call, callers, tokens.isEmpty() ? "–" : tokens, form(call, proofs));
  }

  private static String form(Call call, Collection<OwnProof> proofs) {
    if (!call.changes()) {
      return "–";
    }
    return proofs.stream()
        .filter(proof -> Handlers.isOf(call, proof))
        .map(OwnProof::proof)
        .findFirst()
        .orElse("needed");
  }

  /** What the document says. */
  static List<String> written() throws IOException {
    return Files.readString(FILE).lines().filter(line -> line.startsWith("| `")).toList();
  }

  /** By handler, whom the document lets in. */
  static Map<String, Set<Caller>> rights() throws IOException {
    Map<String, Set<Caller>> rights = new LinkedHashMap<>();
    for (String line : written()) {
      Iterator<String> cells =
          Arrays.stream(line.split("\\|")).skip(1).map(String::strip).iterator();
      Set<Caller> allowed =
          rights.computeIfAbsent(
              cells.next().replace("`", ""), handler -> EnumSet.noneOf(Caller.class));
      for (Caller caller : Caller.values()) {
        if (cells.next().equals("yes")) {
          allowed.add(caller);
        }
      }
    }
    return rights;
  }

  /** Writes what is declared in the place of what the document says. */
  static void write(List<String> lines) throws IOException {
    String text = Files.readString(FILE);
    String before = text.substring(0, text.indexOf(BEGIN) + BEGIN.length());
    Files.write(FILE, (before + HEAD + String.join("\n", lines) + "\n").getBytes(UTF_8));
  }
}
