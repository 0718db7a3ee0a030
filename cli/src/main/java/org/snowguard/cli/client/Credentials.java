package org.snowguard.cli.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * Which server to ask, and the token that opens it.
 *
 * @param server without a slash at its end
 */
record Credentials(URI server, String token) {

  static final String SERVER_VARIABLE = "SNOWGUARD_SERVER";
  static final String TOKEN_VARIABLE = "SNOWGUARD_TOKEN";

  private static final Set<PosixFilePermission> OWNER_ALONE =
      PosixFilePermissions.fromString("rw-------");

  @Override
  public String toString() {
    return server.toString(); // never the token
  }

  /** Where they are kept: below {@code XDG_CONFIG_HOME}, or {@code ~/.config}. */
  static Path file(Map<String, String> environment) {
    String given = environment.getOrDefault("XDG_CONFIG_HOME", "");
    Path directory =
        given.isEmpty() ? Path.of(System.getProperty("user.home"), ".config") : Path.of(given);
    return directory.resolve("snowguard").resolve("client.properties");
  }

  /** Of the environment, which scripts set, or as kept by {@code login}. */
  static Credentials find(Map<String, String> environment) throws IOException {
    String server = environment.getOrDefault(SERVER_VARIABLE, "");
    String token = environment.getOrDefault(TOKEN_VARIABLE, "");
    if (!server.isEmpty() && !token.isEmpty()) {
      return of(server, token);
    }
    Path file = file(environment);
    if (!Files.exists(file)) {
      throw new ClientFailure(
          ClientFailure.REFUSED,
          "asking a server: no server is known. Say which: snowguard login https://…, or set %s and %s."
              .formatted(SERVER_VARIABLE, TOKEN_VARIABLE));
    }
    requirePrivate(file);
    Properties kept = new Properties();
    try (Reader reader = Files.newBufferedReader(file, UTF_8)) {
      kept.load(reader);
    }
    return of(
        server.isEmpty() ? kept.getProperty("server", "") : server,
        token.isEmpty() ? kept.getProperty("token", "") : token);
  }

  /** The token opens the door to whoever reads it on the way, or in the file. */
  static Credentials of(String server, String token) throws IOException {
    URI uri;
    try {
      uri = URI.create(server.endsWith("/") ? server.substring(0, server.length() - 1) : server);
    } catch (IllegalArgumentException e) {
      throw new ClientFailure(
          ClientFailure.REFUSED,
          "reading the server's address \"%s\": it is none".formatted(server));
    }
    boolean isPlain = "http".equals(uri.getScheme());
    if (uri.getHost() == null || (!isPlain && !"https".equals(uri.getScheme()))) {
      throw new ClientFailure(
          ClientFailure.REFUSED,
          "asking \"%s\": give an address with https, such as https://snowguard.example.org"
              .formatted(server));
    }
    if (isPlain && !InetAddress.getByName(uri.getHost()).isLoopbackAddress()) {
      throw new ClientFailure(
          ClientFailure.REFUSED,
          "asking %s: without https the token could be read on the way".formatted(server));
    }
    if (token.isBlank() || token.strip().contains("\n")) {
      throw new ClientFailure(
          ClientFailure.REFUSED,
          "reading the token for %s: give one line, as %s/me showed it".formatted(server, uri));
    }
    return new Credentials(uri, token.strip());
  }

  private static void requirePrivate(Path file) throws IOException {
    if (Files.getFileStore(file).supportsFileAttributeView("posix")
        && !OWNER_ALONE.containsAll(Files.getPosixFilePermissions(file))) {
      throw new ClientFailure(
          ClientFailure.REFUSED,
          "reading the token from %1$s: others may read it too. Say: chmod 600 %1$s"
              .formatted(file));
    }
  }

  /** Readable by its owner alone from its first byte. */
  void keep(Path file) throws IOException {
    Properties properties = new Properties();
    properties.setProperty("server", server.toString());
    properties.setProperty("token", token);
    StringWriter text = new StringWriter();
    properties.store(text, "Kept by snowguard login");
    Path directory = Files.createDirectories(file.toAbsolutePath().getParent());
    boolean isPosix = Files.getFileStore(directory).supportsFileAttributeView("posix");
    Path fresh =
        isPosix
            ? Files.createTempFile(
                directory, "client", null, PosixFilePermissions.asFileAttribute(OWNER_ALONE))
            : Files.createTempFile(directory, "client", null);
    Files.writeString(fresh, text.toString());
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
