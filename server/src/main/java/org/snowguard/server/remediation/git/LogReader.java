package org.snowguard.server.remediation.git;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.snowguard.core.landing.CommitMessage;

/**
 * Reads a list of five fields a commit, each ended by a NUL, which no message can hold, and then by
 * the end of a line.
 */
final class LogReader {

  static final String FORMAT = "--format=tformat:%H%x00%P%x00%at%x00%ct%x00%B%x00";

  private static final int BUFFER = 1 << 16;

  /** Longer messages are read to their end, but of what follows nothing counts. */
  private static final int LONGEST = 1 << 18;

  private static final long LATEST = Instant.parse("9999-12-31T00:00:00Z").getEpochSecond();

  private final InputStream in;
  private final ByteArrayOutputStream field = new ByteArrayOutputStream();

  private LogReader(InputStream in) {
    this.in = in;
  }

  static void read(InputStream printed, Consumer<LoggedCommit> target) throws IOException {
    LogReader reader = new LogReader(new BufferedInputStream(printed, BUFFER));
    while (reader.next()) {
      String commit = reader.text().strip();
      String parents = reader.required();
      long authored = seconds(reader.required());
      long committed = seconds(reader.required());
      target.accept(
          new LoggedCommit(
              commit,
              parents.isEmpty() ? List.of() : List.of(parents.split(" ", -1)),
              Instant.ofEpochSecond(authored),
              Instant.ofEpochSecond(committed),
              CommitMessage.of(reader.required())));
    }
  }

  private String required() throws IOException {
    if (!next()) {
      throw new EOFException("git's list of commits was cut off");
    }
    return text();
  }

  private String text() {
    return field.toString(StandardCharsets.UTF_8);
  }

  /** False at the end. */
  private boolean next() throws IOException {
    field.reset();
    int read = in.read();
    if (read < 0) {
      return false;
    }
    while (read > 0) {
      if (field.size() < LONGEST) {
        field.write(read);
      }
      read = in.read();
    }
    if (read < 0 && !text().isBlank()) {
      throw new EOFException("git's list of commits was cut off");
    }
    return read == 0;
  }

  /** Whoever makes a commit may say that it is from any time. */
  private static long seconds(String text) {
    try {
      return Math.clamp(Long.parseLong(text), 0, LATEST);
    } catch (NumberFormatException _) {
      return 0;
    }
  }
}
