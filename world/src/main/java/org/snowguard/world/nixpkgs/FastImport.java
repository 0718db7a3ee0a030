package org.snowguard.world.nixpkgs;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A running {@code git fast-import}, which makes tens of thousands of commits a second. */
public final class FastImport implements AutoCloseable {

  private static final String WHO = "Contributor <contributor@localhost>";
  private static final int BUFFER = 1 << 16;

  private final Path directory;
  private final Process process;
  private final OutputStream in;
  private final BufferedReader out;
  private int marks;

  private FastImport(Path directory, Process process) {
    this.directory = directory;
    this.process = process;
    in = new BufferedOutputStream(process.getOutputStream(), BUFFER);
    out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Makes a bare repository that lets others leave out what they do not want. */
  public static FastImport into(Path directory) throws IOException, InterruptedException {
    Files.createDirectories(directory);
    git(directory, "init", "--bare", "--quiet", "--initial-branch=master", directory.toString());
    git(directory, "config", "uploadpack.allowFilter", "true");
    git(directory, "config", "uploadpack.allowAnySHA1InWant", "true");
    Process process =
        builder(directory, "fast-import", "--quiet", "--force", "--date-format=raw").start();
    return new FastImport(directory, process);
  }

  /**
   * Adds a commit and gives its mark.
   *
   * @param ref whole name of the ref that points to it then
   * @param parents marks
   * @param changes paths with their content
   */
  public int commit(
      String ref, String message, Instant at, List<Integer> parents, Map<String, String> changes) {
    marks++;
    String time = at.getEpochSecond() + " +0000";
    line("commit " + ref);
    line("mark :" + marks);
    line("author " + WHO + " " + time);
    line("committer " + WHO + " " + time);
    data(message);
    for (int index = 0; index < parents.size(); index++) {
      line((index == 0 ? "from :" : "merge :") + parents.get(index));
    }
    changes.forEach(
        (path, content) -> {
          line("M 100644 inline " + path);
          data(content);
        });
    line("");
    return marks;
  }

  /** Lets a ref point to a commit, from wherever it pointed. */
  public void point(String ref, int mark) {
    line("reset " + ref);
    line("from :" + mark);
    line("");
  }

  /** The hash of a commit. */
  public String hash(int mark) {
    line("get-mark :" + mark);
    return answer();
  }

  /** Makes all that was written visible to others. */
  public void publish() {
    line("checkpoint");
    line("");
    // The answer comes once that is done.
    line("progress published");
    String published = answer();
    if (!published.equals("progress published")) {
      throw new IllegalStateException("git fast-import said " + published);
    }
  }

  private String answer() {
    try {
      in.flush();
      @Nullable String line = out.readLine();
      if (line == null) {
        throw new IllegalStateException("git fast-import has ended: see " + directory);
      }
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void line(String text) {
    write((text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private void data(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    line("data " + bytes.length);
    write(bytes);
    line("");
  }

  private void write(byte[] bytes) {
    try {
      in.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
    try {
      if (process.waitFor() != 0) {
        throw new IOException("git fast-import failed in " + directory);
      }
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  static void git(Path directory, String... command) throws IOException, InterruptedException {
    Process process = builder(directory, command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("git " + String.join(" ", command) + ": " + said);
    }
  }

  private static ProcessBuilder builder(Path directory, String... command) {
    String[] whole = new String[command.length + 1];
    whole[0] = "git";
    System.arraycopy(command, 0, whole, 1, command.length);
    ProcessBuilder builder = new ProcessBuilder(whole).directory(directory.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
    builder.environment().put("GIT_DIR", directory.toString());
    builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
    builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
    return builder.redirectError(ProcessBuilder.Redirect.DISCARD);
  }
}
