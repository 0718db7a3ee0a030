package org.snowguard.server.ingest.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What became of a request that went well. */
public sealed interface Fetched extends AutoCloseable {

  @Override
  default void close() throws IOException {}

  /** Nothing has changed since the last time. */
  record NotModified() implements Fetched {}

  /** A copy that was looked over; closing it removes the file. */
  record Copy(Path file, Stamp stamp) implements Fetched {
    @Override
    public void close() throws IOException {
      Files.deleteIfExists(file);
    }
  }
}
