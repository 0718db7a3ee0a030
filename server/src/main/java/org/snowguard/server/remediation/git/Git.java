package org.snowguard.server.remediation.git;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The {@code git} command in one repository. What a person has configured for themselves, hooks,
 * questions on a terminal and other ways of transport play no part.
 */
final class Git {

  private static final int MOST_SAID = 2_000;

  /** Without these a proxy or a certificate authority of the machine would not be found. */
  private static final List<String> KEPT =
      List.of(
          "PATH",
          "TMPDIR",
          "http_proxy",
          "https_proxy",
          "HTTPS_PROXY",
          "no_proxy",
          "NO_PROXY",
          "SSL_CERT_FILE",
          "NIX_SSL_CERT_FILE",
          "GIT_SSL_CAINFO");

  private static final List<String> ALWAYS =
      List.of(
          "-c", "core.hooksPath=/dev/null",
          "-c", "core.fsmonitor=false",
          "-c", "credential.helper=",
          "-c", "gc.auto=0",
          "-c", "maintenance.auto=false",
          "-c", "protocol.version=2",
          "-c", "http.lowSpeedLimit=1000",
          "-c", "http.lowSpeedTime=60",
          "-c", "i18n.logOutputEncoding=UTF-8",
          "-c", "log.showSignature=false");

  private final Path directory;
  private final Map<String, String> environment;

  /** Reads what git prints while it prints it. */
  interface Reading {
    void read(InputStream printed) throws IOException;
  }

  private Git(Path directory, Map<String, String> environment) {
    this.directory = directory;
    this.environment = environment;
  }

  /** In a bare repository, with whatever it lacks left alone. */
  static Git in(Path directory) {
    Map<String, String> environment =
        KEPT.stream()
            .filter(name -> System.getenv(name) != null)
            .collect(Collectors.toMap(name -> name, System::getenv));
    environment.putAll(
        Map.of(
            "GIT_DIR", directory.toString(),
            "HOME", directory.toString(),
            "LC_ALL", "C",
            "GIT_CONFIG_NOSYSTEM", "1",
            "GIT_CONFIG_GLOBAL", "/dev/null",
            "GIT_TERMINAL_PROMPT", "0",
            "GIT_ASKPASS", "true",
            "GIT_ALLOW_PROTOCOL", "https:http:file",
            "GIT_NO_REPLACE_OBJECTS", "1",
            "GIT_NO_LAZY_FETCH", "1"));
    return new Git(directory, environment);
  }

  /** The same, but what the repository lacks is fetched when it is needed. */
  Git fetchingWhatLacks() {
    Map<String, String> changed = new HashMap<>(environment);
    changed.remove("GIT_NO_LAZY_FETCH");
    return new Git(directory, changed);
  }

  void run(Duration limit, String... command) throws IOException, InterruptedException {
    read(limit, null, InputStream::readAllBytes, command);
  }

  /** What it prints, without the last line's end. */
  String output(Duration limit, @Nullable String input, String... command)
      throws IOException, InterruptedException {
    StringBuilder all = new StringBuilder();
    read(
        limit,
        input,
        printed -> all.append(new String(printed.readAllBytes(), StandardCharsets.UTF_8)),
        command);
    return all.toString().stripTrailing();
  }

  /**
   * Runs a command to its end.
   *
   * @param limit after which it is ended
   * @param input what it is given to read, or null for nothing
   */
  void read(Duration limit, @Nullable String input, Reading reading, String... command)
      throws IOException, InterruptedException {
    List<String> given = List.of(command);
    Process process = start(given);
    AtomicBoolean isLate = new AtomicBoolean();
    Thread watch = Thread.ofVirtual().start(() -> endAfter(limit, process, isLate));
    AtomicReference<String> said = new AtomicReference<>("");
    Thread listening = Thread.ofVirtual().start(() -> listen(process, said));
    Thread feeding = Thread.ofVirtual().start(() -> feed(process, input));
    try (InputStream printed = process.getInputStream()) {
      reading.read(printed);
      int status = process.waitFor();
      listening.join();
      feeding.join();
      if (status != 0 && !isLate.get()) {
        throw GitFailure.ended(given, status, String.valueOf(said.get()));
      }
    } catch (IOException e) {
      if (isLate.get()) {
        throw GitFailure.tookLong(given, limit);
      }
      throw e;
    } finally {
      watch.interrupt();
      end(process);
    }
    if (isLate.get()) {
      throw GitFailure.tookLong(given, limit);
    }
  }

  private Process start(List<String> given) throws IOException {
    List<String> whole = Stream.of(List.of("git"), ALWAYS, given).flatMap(List::stream).toList();
    ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(whole));
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.directory(directory.toFile());
    try {
      return builder.start();
    } catch (IOException e) {
      throw GitFailure.notThere(e);
    }
  }

  private static void endAfter(Duration limit, Process process, AtomicBoolean isLate) {
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        isLate.set(true);
        end(process);
      }
    } catch (InterruptedException _) {
      // It has ended by itself.
    }
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private static void listen(Process process, AtomicReference<String> said) {
    try (InputStream errors = process.getErrorStream()) {
      said.set(new String(errors.readNBytes(MOST_SAID), StandardCharsets.UTF_8));
      errors.transferTo(OutputStream.nullOutputStream());
    } catch (IOException _) {
      // It was ended; its status tells.
    }
  }

  private static void feed(Process process, @Nullable String input) {
    try (OutputStream in = process.getOutputStream()) {
      if (input != null) {
        in.write(input.getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException _) {
      // It stopped reading; its status tells.
    }
  }
}
