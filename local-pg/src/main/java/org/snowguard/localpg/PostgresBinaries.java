package org.snowguard.localpg;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked once a release into the cache. The directory is named after the
 * archive's hash and appears whole or not at all, so what is there can be used.
 */
record PostgresBinaries(Path home, String version) {
  private static final String UNPACKING = "unpacking-";

  /** The archives inside the binaries jars, by the JDK's names of system and processor. */
  private enum Archive {
    LINUX_AMD64("linux", "amd64|x86_64", "postgres-linux-x86_64.txz"),
    LINUX_ARM64("linux", "aarch64", "postgres-linux-arm_64.txz"),
    MACOS_ARM64("mac", "aarch64", "postgres-darwin-arm_64.txz");

    private final String system;
    private final String processors;
    private final String resource;

    Archive(String system, String processors, String resource) {
      this.system = system;
      this.processors = processors;
      this.resource = resource;
    }

    static Archive ofThisMachine() {
      String system = System.getProperty("os.name");
      String processor = System.getProperty("os.arch");
      return Stream.of(values())
          .filter(archive -> system.toLowerCase(Locale.ROOT).startsWith(archive.system))
          .filter(archive -> processor.matches(archive.processors))
          .findFirst()
          .orElseThrow(
              () ->
                  new LocalPostgresException(
                      "No PostgreSQL is bundled for "
                          + system
                          + " on "
                          + processor
                          + ". Give the address of a PostgreSQL service in DATABASE_URL."));
    }

    InputStream open() throws IOException {
      InputStream stream = PostgresBinaries.class.getResourceAsStream("/" + resource);
      if (stream == null) {
        throw new LocalPostgresException(
            "The archive "
                + resource
                + " is missing from the class path. Install Snowguard with its whole lib"
                + " directory, or give the address of a PostgreSQL service in DATABASE_URL.");
      }
      return stream;
    }
  }

  Path program(String name) {
    return home.resolve("bin").resolve(name);
  }

  int majorVersion() {
    return Integer.parseInt(version.substring(0, version.indexOf('.')));
  }

  /** Returns the binaries of this release, unpacked before or now. */
  static synchronized PostgresBinaries unpackedIn(Path cache) {
    try {
      Archive archive = Archive.ofThisMachine();
      String version = bundledVersion();
      Path home = cache.resolve("postgresql-" + version + "-" + hash(archive));
      PostgresBinaries binaries = new PostgresBinaries(home, version);
      if (!binaries.isWhole()) {
        Directories.create(cache, "rwxr-xr-x");
        binaries.unpackOnceAmongProcesses(archive, cache);
      }
      return binaries;
    } catch (IOException e) {
      throw new LocalPostgresException(
          "Cannot unpack PostgreSQL into "
              + cache
              + ": "
              + e
              + ". Make room and let Snowguard write there.",
          e);
    }
  }

  private boolean isWhole() {
    return Stream.of("initdb", "pg_ctl", "postgres")
            .allMatch(name -> Files.isExecutable(program(name)))
        && Files.isDirectory(home.resolve("share").resolve("postgresql"));
  }

  private void unpackOnceAmongProcesses(Archive archive, Path cache) throws IOException {
    try (FileChannel channel =
            FileChannel.open(
                cache.resolve("unpack.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock _ = channel.lock()) {
      if (isWhole()) {
        return;
      }
      for (Path leftover : Directories.childrenStartingWith(cache, UNPACKING)) {
        Directories.delete(leftover);
      }
      Directories.delete(home);
      Path staging = cache.resolve(UNPACKING + ProcessHandle.current().pid());
      unpack(archive, staging);
      refuseWhatCannotRun(staging);
      Files.move(staging, home, StandardCopyOption.ATOMIC_MOVE);
      Directories.force(cache);
    }
  }

  private static void unpack(Archive archive, Path target) throws IOException {
    Directories.create(target, "rwxr-xr-x");
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            new XZInputStream(new BufferedInputStream(archive.open(), 1 << 16)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
          throw new IOException("entry outside the archive: " + entry.getName());
        }
        Directories.create(Objects.requireNonNullElse(path.getParent(), target), "rwxr-xr-x");
        write(entry, tar, path);
      }
    }
    forceFiles(target);
  }

  private static void write(TarArchiveEntry entry, InputStream content, Path path)
      throws IOException {
    if (entry.isDirectory()) {
      Directories.create(path, "rwxr-xr-x");
    } else if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
    } else if (entry.isFile()) {
      Files.copy(content, path);
      boolean executable = (entry.getMode() & 0100) != 0;
      Files.setPosixFilePermissions(
          path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }
  }

  /** In parallel, because the file system then writes many files with one flush. */
  private static void forceFiles(Path root) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      List<Path> files = paths.filter(path -> !Files.isSymbolicLink(path)).toList();
      files.parallelStream()
          .forEach(
              file -> {
                try {
                  Directories.force(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void refuseWhatCannotRun(Path home) {
    Command.Result trial =
        Command.run(home, List.of(home.resolve("bin").resolve("postgres").toString(), "--version"));
    if (!trial.succeeded()) {
      throw new LocalPostgresException(
          "The bundled PostgreSQL does not run on this system: "
              + trial.output()
              + ". On NixOS set `programs.nix-ld.enable = true`; where the cache directory is"
              + " mounted noexec choose another; or give the address of a PostgreSQL service in"
              + " DATABASE_URL.");
    }
  }

  private static String bundledVersion() throws IOException {
    try (InputStream stream = PostgresBinaries.class.getResourceAsStream("binaries.properties")) {
      Properties properties = new Properties();
      properties.load(stream);
      return properties.getProperty("postgresql.version");
    }
  }

  private static String hash(Archive archive) throws IOException {
    try (InputStream stream = archive.open()) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
