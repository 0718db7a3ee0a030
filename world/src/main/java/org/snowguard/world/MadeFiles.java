package org.snowguard.world;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that are made when first asked for; one whose making was cut off is made again. */
final class MadeFiles {

  private final Path directory;

  /** Writes what a file holds. */
  interface Making {
    void into(Path file) throws IOException;
  }

  MadeFiles(Path directory) throws IOException {
    this.directory = Files.createDirectories(directory);
  }

  synchronized Path get(String name, Making making) throws IOException {
    Path file = directory.resolve(name);
    if (!Files.exists(file)) {
      Path part = directory.resolve("part");
      making.into(part);
      Files.move(part, file);
    }
    return file;
  }
}
