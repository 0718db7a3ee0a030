package org.snowguard.journey;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server as a process of its own, ended with this one at the latest. */
final class Program implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Pattern ANSWERS =
      Pattern.compile("Snowguard answers at (https?://\\S+?)/?$");
  private static final Pattern LINK = Pattern.compile("https?://\\S+/sign-in/\\S+");

  private final Process process;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final List<String> signInLinks = new ArrayList<>();
  private String baseUrl = "";

  private Program(Process process) {
    this.process = process;
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    Thread.ofVirtual().start(this::pump);
  }

  /** A directory for its data; run as root, PostgreSQL runs as somebody else, who has to pass. */
  static Path directory() throws IOException {
    Path data = Files.createTempDirectory("snowguard-journey");
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx--x--x"));
    return data;
  }

  /**
   * Starts it and waits until it answers.
   *
   * @param links how many links to sign in by it prints
   */
  static Program start(int links, List<String> arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "org.snowguard.server.app.SnowguardServer"));
    command.addAll(arguments);
    Program program = new Program(new ProcessBuilder(command).redirectErrorStream(true).start());
    program.readLinks(links);
    return program;
  }

  private void readLinks(int links) throws InterruptedException {
    List<String> said = new ArrayList<>();
    while (baseUrl.isEmpty() || signInLinks.size() < links) {
      String line = lines.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (line == null) {
        throw new IllegalStateException("The program did not say that it answers, but: " + said);
      }
      said.add(line);
      Matcher answers = ANSWERS.matcher(line);
      if (answers.find()) {
        baseUrl = answers.group(1);
      }
      Matcher link = LINK.matcher(line);
      if (link.find()) {
        signInLinks.add(link.group());
      }
    }
  }

  /** Reads to the end, so that the program never waits for a full pipe. */
  private void pump() {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
      }
    } catch (IOException e) {
      lines.add("could not be read any more: " + e.getMessage());
    }
  }

  /** Waits until everything given is imported and matched. */
  void awaitMatched() throws IOException, InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (!isIdle(get("/sources.json")) || get("/queue.json").contains("\"items\":[]")) {
      if (Instant.now().isAfter(end)) {
        throw new IllegalStateException("It was not matched within " + PATIENCE + ": " + lines);
      }
      Thread.sleep(100);
    }
  }

  private static boolean isIdle(String sources) {
    return sources.contains("\"ready\":true") && sources.contains("\"running\":[]");
  }

  /** One-time links, in the order in which they were printed. */
  List<String> signInLinks() {
    return List.copyOf(signInLinks);
  }

  String address(String path) {
    return baseUrl + path;
  }

  /** What an anonymous program gets. */
  String get(String path) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(address(path))).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
