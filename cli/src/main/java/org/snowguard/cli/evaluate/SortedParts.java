package org.snowguard.cli.evaluate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Sorted runs of lines on disk, merged at the end: the whole is never in memory. */
final class SortedParts {
  private final Path directory;
  private final List<Path> parts = new ArrayList<>();

  SortedParts(Path directory) {
    this.directory = directory;
  }

  /**
   * @param lines by the key that orders them; a key holds no line end
   */
  synchronized void add(SortedMap<String, String> lines) throws IOException {
    if (lines.isEmpty()) {
      return;
    }
    Path part = directory.resolve("part-" + parts.size());
    try (BufferedWriter out = Files.newBufferedWriter(part, UTF_8)) {
      for (var line : lines.entrySet()) {
        out.write(line.getKey() + "\n" + line.getValue() + "\n");
      }
    }
    parts.add(part);
  }

  /** Writes all lines in the order of their keys. */
  void merge(OutputStream out) throws IOException {
    PriorityQueue<Run> runs = new PriorityQueue<>(Comparator.comparing(Run::key));
    try {
      for (Path part : parts) {
        Run run = new Run(Files.newBufferedReader(part, UTF_8));
        runs.add(run);
      }
      for (Run first = runs.poll(); first != null; first = runs.poll()) {
        out.write(first.line().getBytes(UTF_8));
        out.write('\n');
        if (first.advance()) {
          runs.add(first);
        } else {
          first.close();
        }
      }
    } finally {
      for (Run left : runs) {
        left.close();
      }
    }
  }

  private static final class Run implements AutoCloseable {
    private final BufferedReader reader;
    private @Nullable String key;

    Run(BufferedReader reader) throws IOException {
      this.reader = reader;
      advance();
    }

    boolean advance() throws IOException {
      key = reader.readLine();
      return key != null;
    }

    String key() {
      return String.valueOf(key);
    }

    String line() throws IOException {
      return String.valueOf(reader.readLine());
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }
  }
}
