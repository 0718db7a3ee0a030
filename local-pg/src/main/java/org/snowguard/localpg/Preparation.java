package org.snowguard.localpg;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

/** Makes the directories of an embedded database and sees that its server reaches them. */
record Preparation(LocalPostgresConfig config, ServerUser user) {

  void createDirectories() throws IOException {
    Directories.create(config.dataDirectory(), permissions());
    Directories.create(config.cacheDirectory(), "rwxr-xr-x");
    refuseIfClosed(config.dataDirectory(), "data");
    refuseIfClosed(config.cacheDirectory(), "cache");
  }

  /** Lets the server into a directory that we made for it with the permissions of a secret. */
  void openToServer(Path directory) throws IOException {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(permissions()));
  }

  /** Another user has to pass through; what is secret below is closed by itself. */
  private String permissions() {
    return switch (user) {
      case ServerUser.Ourselves _, ServerUser.Namespace _ -> "rwx------";
      case ServerUser.Other _ -> "rwxr-xr-x";
    };
  }

  private void refuseIfClosed(Path directory, String kind) {
    if (user.reaches(directory)) {
      return;
    }
    Path closed =
        Stream.iterate(directory, path -> path != null, Path::getParent)
            .filter(path -> path.getParent() == null || user.reaches(path.getParent()))
            .findFirst()
            .orElse(directory);
    throw new LocalPostgresException(
        """
        PostgreSQL refuses to run as root and is run as %1$s, who may not enter %2$s, on the way \
        to the %3$s directory %4$s. Choose a directory that others may enter (the default is \
        below /var), or let them pass with: chmod o+x %2$s\
        """
            .formatted(user, closed, kind, directory));
  }
}
