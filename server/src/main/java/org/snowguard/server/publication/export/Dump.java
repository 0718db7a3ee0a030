package org.snowguard.server.publication.export;

import static java.util.stream.Collectors.toMap;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.notification.feed.FeedExport;
import org.snowguard.server.web.Transactions;

/**
 * The dump of the export for whoever fetches it from here: each part is written to a file when
 * somebody asks for it, and given from there for a while. So memory stays small, the database is
 * read once for all who ask, one part after the other, and a slow reader holds nothing up.
 */
public final class Dump implements AutoCloseable {

  /** How long a copy is given before it is made anew. */
  public static final Duration FRESH = Duration.ofMinutes(10);

  /** Of the names of directories, so that what a killed server left can be found. */
  public static final String PREFIX = "snowguard-dump-";

  /** The one before may be just about to be opened. */
  private static final int KEPT = 2;

  /**
   * A part that can be fetched.
   *
   * @param holds what it has lines of, in words
   */
  public record Part(String name, String holds) {}

  /**
   * A part as it was written.
   *
   * @param sha256 of the file, in hexadecimal digits
   */
  public record Copy(Path file, String sha256, Instant madeAt) {}

  private final ExportFiles files;
  private final Clock clock;
  private final ReentrantLock making = new ReentrantLock();
  private final Map<String, List<Copy>> copies = new HashMap<>();
  private @Nullable Path directory;

  Dump(ExportFiles files, Clock clock) {
    this.files = files;
    this.clock = clock;
  }

  public static Dump in(Jdbi jdbi, Transactions transactions, Clock clock) {
    return new Dump(new ExportFiles(jdbi, transactions, FeedExport.in(jdbi, null)), clock);
  }

  public List<Part> parts() {
    return files.dump().stream().map(part -> new Part(part.name() + ".gz", part.holds())).toList();
  }

  /** The copy of a part, made now unless there is a fresh one; empty if there is no such part. */
  public Optional<Copy> copy(String name) {
    DumpPart part =
        files.dump().stream()
            .collect(toMap(one -> one.name() + ".gz", Function.identity()))
            .get(name);
    if (part == null) {
      return Optional.empty();
    }
    making.lock();
    try {
      List<Copy> known = copies.computeIfAbsent(name, key -> new ArrayList<>());
      Instant now = clock.instant();
      if (known.isEmpty() || !isGood(known.getLast(), now)) {
        known.add(write(part, now));
        while (known.size() > KEPT) {
          Files.deleteIfExists(known.removeFirst().file());
        }
      }
      return Optional.of(known.getLast());
    } catch (IOException e) {
      throw new ExportException(
          "While writing %s of the dump: %s. Check that the directory for temporary files has room left."
              .formatted(name, e.getMessage()),
          e);
    } finally {
      making.unlock();
    }
  }

  private static boolean isGood(Copy copy, Instant now) {
    return copy.madeAt().plus(FRESH).isAfter(now) && Files.exists(copy.file());
  }

  /** What cleans the directory for temporary files may have taken ours. */
  private Copy write(DumpPart part, Instant now) throws IOException {
    Path place = directory;
    if (place == null || !Files.isDirectory(place)) {
      place = Files.createTempDirectory(PREFIX);
      directory = place;
    }
    ExportFile packed = ExportFile.packed(part.name(), part.content());
    Path file = Files.createTempFile(place, part.name(), ".gz");
    MessageDigest digest = sha256();
    try (OutputStream out =
        new DigestOutputStream(new BufferedOutputStream(Files.newOutputStream(file)), digest)) {
      packed.content().writeTo(out);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
    return new Copy(file, HexFormat.of().formatHex(digest.digest()), now);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }

  @Override
  public void close() throws IOException {
    making.lock();
    try {
      copies.clear();
      Path place = directory;
      directory = null;
      if (place == null || !Files.exists(place)) {
        return;
      }
      List<Path> deepestFirst;
      try (Stream<Path> all = Files.walk(place)) {
        deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } finally {
      making.unlock();
    }
  }
}
