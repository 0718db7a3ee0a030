package org.snowguard.server.publication.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.notification.feed.FeedExport;
import org.snowguard.server.web.Transactions;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes an export aside and then shows it: {@code current} in the directory is a link that is
 * moved in one step, so that a mirror never sees half of one. Files that did not change are the
 * same files as before.
 */
public final class StaticExport {

  /** The link to the newest one. */
  public static final String CURRENT = "current";

  /** What it consists of: the digest of each file. */
  static final String INDEX = "index.json";

  private static final String RELEASES = "releases";
  private static final String UNFINISHED = "unfinished-";
  private static final int KEPT = 2;
  private static final int NAME_LENGTH = 16;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ExportFiles files;

  private StaticExport(ExportFiles files) {
    this.files = files;
  }

  /**
   * For commands, which need no web.
   *
   * @param base how people reach the server, or null
   */
  public static StaticExport in(Jdbi jdbi, Transactions transactions, @Nullable URI base) {
    return new StaticExport(new ExportFiles(jdbi, transactions, FeedExport.in(jdbi, base)));
  }

  /**
   * What was done.
   *
   * @param files how many the export has
   * @param changed how many of them are new or say something else
   * @param removed how many are gone
   */
  public record Done(int files, int changed, int removed) {
    public boolean isNothingNew() {
      return changed == 0 && removed == 0;
    }
  }

  /** Writes it; two at a time wait for each other. */
  public Done writeTo(Path directory) {
    try {
      Path releases = Files.createDirectories(directory.resolve(RELEASES));
      try (FileChannel channel =
              FileChannel.open(
                  directory.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        if (!lock.isValid()) {
          throw new ExportException("While locking " + directory + ": the lock did not hold.");
        }
        return write(directory, releases);
      }
    } catch (IOException e) {
      throw new ExportException(
          "While writing the export to %s: %s. Check that it is a directory that may be written, with room left."
              .formatted(directory, e.getMessage()),
          e);
    }
  }

  private Done write(Path directory, Path releases) throws IOException {
    removeUnfinished(releases);
    Path link = directory.resolve(CURRENT);
    @Nullable Path before = Files.exists(link) ? link.toRealPath() : null;
    Map<String, String> known = before == null ? Map.of() : index(before);
    Path fresh = Files.createTempDirectory(releases, UNFINISHED);
    // Made for its owner alone; whoever serves the files is somebody else.
    Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
    Map<String, String> written = new TreeMap<>();
    int changed = 0;
    for (ExportFile file : files.all()) {
      String digest = write(file, fresh);
      written.put(file.path(), digest);
      if (before != null && digest.equals(known.get(file.path()))) {
        keep(before.resolve(file.path()), fresh.resolve(file.path()));
      } else {
        changed++;
      }
    }
    int removed = (int) known.keySet().stream().filter(path -> !written.containsKey(path)).count();
    Done done = new Done(written.size(), changed, removed);
    if (before != null && done.isNothingNew()) {
      delete(fresh);
      return done;
    }
    show(directory, releases, fresh, written);
    return done;
  }

  private static String write(ExportFile file, Path release) throws IOException {
    Path path = release.resolve(file.path());
    Files.createDirectories(path.getParent());
    MessageDigest digest = sha256();
    try (OutputStream out =
        new DigestOutputStream(new BufferedOutputStream(Files.newOutputStream(path)), digest)) {
      file.content().writeTo(out);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The file of before instead of the equal new one: mirrors see by its time that it is old. */
  private static void keep(Path before, Path fresh) throws IOException {
    Path aside = fresh.resolveSibling(fresh.getFileName() + "~");
    try {
      Files.createLink(aside, before);
    } catch (UnsupportedOperationException | IOException noLinksHere) {
      Files.copy(before, aside, StandardCopyOption.COPY_ATTRIBUTES);
    }
    Files.move(aside, fresh, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void show(Path directory, Path releases, Path fresh, Map<String, String> written)
      throws IOException {
    byte[] index =
        (JSON.writerWithDefaultPrettyPrinter().writeValueAsString(written) + "\n").getBytes(UTF_8);
    Files.write(fresh.resolve(INDEX), index);
    String digest = HexFormat.of().formatHex(sha256().digest(index)).substring(0, NAME_LENGTH);
    Path release = releases.resolve(digest);
    // One that was shown before may say the very same again, and somebody may be reading it.
    if (Files.exists(release)) {
      delete(fresh);
    } else {
      Files.move(fresh, release, StandardCopyOption.ATOMIC_MOVE);
    }
    Path aside = directory.resolve(CURRENT + "~");
    Files.deleteIfExists(aside);
    Files.createSymbolicLink(aside, directory.relativize(release));
    Files.move(aside, directory.resolve(CURRENT), StandardCopyOption.ATOMIC_MOVE);
    removeOld(releases, release);
  }

  /** Somebody may still read the one before. */
  private static void removeOld(Path releases, Path shown) throws IOException {
    List<Path> newest;
    try (Stream<Path> all = Files.list(releases)) {
      newest =
          all.filter(path -> !path.equals(shown))
              .sorted(Comparator.comparing(StaticExport::modified).reversed())
              .toList();
    }
    for (Path old : newest.subList(Math.min(KEPT - 1, newest.size()), newest.size())) {
      delete(old);
    }
  }

  private static java.nio.file.attribute.FileTime modified(Path path) {
    try {
      return Files.getLastModifiedTime(path);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void removeUnfinished(Path releases) throws IOException {
    List<Path> unfinished;
    try (Stream<Path> all = Files.list(releases)) {
      unfinished =
          all.filter(path -> path.getFileName().toString().startsWith(UNFINISHED)).toList();
    }
    for (Path path : unfinished) {
      delete(path);
    }
  }

  private static Map<String, String> index(Path release) throws IOException {
    Path file = release.resolve(INDEX);
    return Files.exists(file)
        ? JSON.readValue(Files.readAllBytes(file), new TypeReference<TreeMap<String, String>>() {})
        : Map.of();
  }

  private static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(directory)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }
}
