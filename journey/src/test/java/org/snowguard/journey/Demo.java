package org.snowguard.journey;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
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

/** The program {@code snowguard demo}, started once a run on an empty directory. */
final class Demo {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Pattern LINK = Pattern.compile("(https?://\\S+)/sign-in/\\S+");

  private final String baseUrl;
  private final List<String> signInLinks;

  private Demo(String baseUrl, List<String> signInLinks) {
    this.baseUrl = baseUrl;
    this.signInLinks = List.copyOf(signInLinks);
  }

  private static final class Running {
    static final Demo INSTANCE = start();
  }

  /** The one demo of this run, imported and matched. */
  static Demo running() {
    return Running.INSTANCE;
  }

  String address(String path) {
    return baseUrl + path;
  }

  /** One-time links, first those of the member of the security team, then the triager's. */
  List<String> signInLinks() {
    return signInLinks;
  }

  private static Demo start() {
    try {
      Path data = Files.createTempDirectory("snowguard-journey");
      // Run as root, PostgreSQL runs as somebody else, who has to pass.
      Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx--x--x"));
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx1g",
                  "--enable-native-access=ALL-UNNAMED",
                  "-cp",
                  System.getProperty("java.class.path"),
                  "org.snowguard.server.app.SnowguardServer",
                  "demo",
                  "--port",
                  "0",
                  "--data",
                  data.toString())
              .redirectErrorStream(true)
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process)));
      Demo demo = readLinks(process);
      demo.awaitMatched();
      return demo;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Demo readLinks(Process process) throws InterruptedException {
    BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    Thread.ofVirtual().start(() -> pump(process, lines));
    List<String> links = new ArrayList<>();
    List<String> said = new ArrayList<>();
    String base = "";
    while (links.size() < 2) {
      String line = lines.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (line == null) {
        throw new IllegalStateException("The demo printed no two links, but: " + said);
      }
      said.add(line);
      Matcher link = LINK.matcher(line);
      if (link.find()) {
        links.add(link.group());
        base = link.group(1);
      }
    }
    return new Demo(base, links);
  }

  /** Reads to the end, so that the program never waits for a full pipe. */
  private static void pump(Process process, BlockingQueue<String> lines) {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
      }
    } catch (IOException e) {
      lines.add("could not be read any more: " + e.getMessage());
    }
  }

  private void awaitMatched() throws IOException, InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (!isIdle(get("/sources.json")) || get("/queue.json").contains("\"items\":[]")) {
      if (Instant.now().isAfter(end)) {
        throw new IllegalStateException("The demo was not matched within " + PATIENCE);
      }
      Thread.sleep(100);
    }
  }

  private static boolean isIdle(String sources) {
    return sources.contains("\"ready\":true") && sources.contains("\"running\":[]");
  }

  /** What an anonymous program gets. */
  String get(String path) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(address(path))).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private static void stop(Process process) {
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
