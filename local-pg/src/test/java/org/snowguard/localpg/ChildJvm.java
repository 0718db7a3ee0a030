package org.snowguard.localpg;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A JVM of its own that runs one of the programs of these tests. */
record ChildJvm(Process process, BufferedReader output) implements AutoCloseable {

  static ChildJvm run(Class<?> program, Object... arguments) throws IOException {
    return run(List.of(), testClassPath(), List.of(), program, arguments);
  }

  static ChildJvm run(
      List<String> launcher,
      String classPath,
      List<String> options,
      Class<?> program,
      Object... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(launcher);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, program.getName()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    Process process =
        new ProcessBuilder(command).directory(new File("/")).redirectErrorStream(true).start();
    return new ChildJvm(process, process.inputReader(StandardCharsets.UTF_8));
  }

  static String testClassPath() {
    return Optional.ofNullable(System.getProperty("surefire.test.class.path"))
        .orElseGet(() -> System.getProperty("java.class.path"));
  }

  /** Reads on to the line that begins so and returns what follows in it. */
  String await(String beginning) throws IOException {
    StringBuilder seen = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(beginning)) {
        return line.substring(beginning.length()).strip();
      }
      seen.append(line).append('\n');
    }
    throw new AssertionError("no line began with `" + beginning + "` in:\n" + seen);
  }

  /** Kills the process and returns the last of the lines that begin so, if it wrote more. */
  Optional<String> killAndReadLast(String beginning) throws IOException {
    kill();
    return output
        .lines()
        .filter(line -> line.startsWith(beginning))
        .reduce((_, later) -> later)
        .map(line -> line.substring(beginning.length()).strip());
  }

  /** By its handle, because {@link Process#destroyForcibly} throws away what it has written. */
  void kill() {
    process.toHandle().destroyForcibly();
    process.onExit().join();
  }

  void end() throws IOException, InterruptedException {
    process.getOutputStream().write('\n');
    process.getOutputStream().close();
    output.lines().forEach(_ -> {});
    process.waitFor();
  }

  @Override
  public void close() {
    kill();
  }
}
