package org.snowguard.world;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * The files of the CVE list's releases, kept in a directory: made once, later baselines on demand.
 */
final class CveFiles {

  private static final Pattern UPDATED = Pattern.compile("\"dateUpdated\"\\s*:\\s*\"([^\"]+)\"");

  private final Path directory;
  private final MadeFiles baselines;
  private final Instant begin;
  private final Duration step;
  private final TreeMap<Instant, Delta> deltas = new TreeMap<>();

  /**
   * The changes up to a moment.
   *
   * @param sha256 in hexadecimal
   */
  record Delta(Instant at, Path file, String sha256) {}

  private CveFiles(Path directory, Instant begin, Duration step) throws IOException {
    this.directory = directory;
    baselines = new MadeFiles(directory);
    this.begin = begin;
    this.step = step;
  }

  /**
   * Lays the files out, unless they lie there already.
   *
   * @param aDay how many releases a day has
   */
  static CveFiles in(Path directory, Content content, int aDay) throws IOException {
    Instant begin = content.firstDay().plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    CveFiles files = new CveFiles(directory, begin, Duration.ofDays(1).dividedBy(aDay));
    Path done = directory.resolve("done");
    if (!Files.exists(done)) {
      try (Writing writing = files.new Writing()) {
        content.records(writing);
      }
      Files.createFile(done);
    }
    files.list();
    return files;
  }

  private void list() throws IOException {
    try (var found = Files.list(directory)) {
      for (Path file : found.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.startsWith("delta-")) {
          Instant at = Instant.ofEpochSecond(Long.parseLong(name.replaceAll("\\D", "")));
          deltas.put(at, new Delta(at, file, sha256(file)));
        }
      }
    }
  }

  /** The ids of all records that ever come. */
  Set<String> ids() throws IOException {
    TreeSet<String> ids = new TreeSet<>();
    List<Path> zips = new ArrayList<>(List.of(first()));
    deltas.values().forEach(delta -> zips.add(delta.file()));
    for (Path file : zips) {
      ids.addAll(ids(file));
    }
    return ids;
  }

  static Set<String> ids(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return zip.stream().map(one -> id(one.getName())).collect(Collectors.toSet());
    }
  }

  private static String id(String entry) {
    return entry.substring(entry.lastIndexOf('/') + 1).replace(".json", "");
  }

  /** When the first baseline was made. */
  Instant begin() {
    return begin;
  }

  /** The newest so many of those up to a moment, the newest first. */
  List<Delta> newest(Instant now, int skip, int most) {
    return deltas.headMap(now, true).descendingMap().values().stream()
        .skip(skip)
        .limit(most)
        .toList();
  }

  /** All records as they were at the beginning of a day, as a zip within a zip. */
  Path baseline(Instant midnight) throws IOException {
    return baselines.get(
        "baseline-" + midnight.getEpochSecond() + ".zip.zip", file -> write(file, midnight));
  }

  private void write(Path file, Instant midnight) throws IOException {
    List<Path> sources = new ArrayList<>(List.of(first()));
    deltas.headMap(midnight, true).values().forEach(delta -> sources.add(delta.file()));
    try (ZipOutputStream outer = zip(file, Deflater.NO_COMPRESSION)) {
      outer.putNextEntry(entry("cves.zip"));
      ZipOutputStream inner = new ZipOutputStream(outer);
      inner.setLevel(Deflater.BEST_SPEED);
      copyNewest(sources, inner);
      inner.finish();
      outer.closeEntry();
    }
  }

  /** Where a record stands and when it was updated. */
  private record Found(Path file, String updated) {}

  private static void copyNewest(List<Path> sources, ZipOutputStream to) throws IOException {
    Map<String, Found> newest = new TreeMap<>();
    for (Path source : sources) {
      each(
          source,
          (id, text) -> {
            String updated = updated(text);
            newest.merge(
                id,
                new Found(source, updated),
                (old, one) -> one.updated().compareTo(old.updated()) >= 0 ? one : old);
          });
    }
    for (Path source : sources) {
      each(
          source,
          (id, text) -> {
            Found found = newest.get(id);
            if (found != null && found.file().equals(source)) {
              to.putNextEntry(entry(pathOf(id)));
              to.write(text);
              to.closeEntry();
            }
          });
    }
  }

  private interface TextTarget {
    void take(String id, byte[] text) throws IOException;
  }

  private static void each(Path zip, TextTarget target) throws IOException {
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        target.take(id(entry.getName()), in.readAllBytes());
      }
    }
  }

  static String updated(byte[] text) {
    // The metadata come first in every record of the list.
    Matcher matcher = UPDATED.matcher(new String(text, StandardCharsets.UTF_8));
    return matcher.find() ? matcher.group(1) : "";
  }

  private Path first() {
    return directory.resolve("first.zip");
  }

  /** {@code cves/2024/3xxx/CVE-2024-3094.json}. */
  static String pathOf(String id) {
    String[] parts = id.split("-");
    String number = parts[2];
    String thousands = number.substring(0, number.length() - 3) + "xxx";
    return "cves/%s/%s/%s.json".formatted(parts[1], thousands, id);
  }

  private static ZipOutputStream zip(Path file, int level) throws IOException {
    OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
    ZipOutputStream zip = new ZipOutputStream(out);
    zip.setLevel(level);
    return zip;
  }

  /** The same content gives the same bytes. */
  private static ZipEntry entry(String name) {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(java.time.LocalDateTime.of(2000, 1, 1, 0, 0));
    return entry;
  }

  static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      DigestInputStream digest = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"));
      digest.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /** Puts each record into the file of its release. */
  private final class Writing implements Content.RecordTarget, AutoCloseable {
    private final Map<Path, ZipOutputStream> open = new TreeMap<>();

    @Override
    public void take(int day, String id, byte[] text) throws IOException {
      ZipOutputStream zip = day == 0 ? at(first()) : at(delta(day, id, text));
      zip.putNextEntry(entry(day == 0 ? pathOf(id) : "deltaCves/" + id + ".json"));
      zip.write(text);
      zip.closeEntry();
    }

    /** In the release after its update; where that is of another day, in any of its day's. */
    private Path delta(int day, String id, byte[] text) {
      Instant from = begin.plus(Duration.ofDays(day - 1L));
      Instant to = from.plus(Duration.ofDays(1));
      String updated = updated(text);
      boolean isOfDay =
          updated.compareTo(from.toString()) > 0 && updated.compareTo(to.toString()) < 0;
      long steps = Duration.ofDays(1).dividedBy(step);
      Instant release = from.plus(step.multipliedBy(1 + Math.floorMod(id.hashCode(), steps)));
      if (isOfDay) {
        release = from.plus(step);
        while (updated.compareTo(release.toString()) > 0) {
          release = release.plus(step);
        }
      }
      return directory.resolve("delta-" + release.getEpochSecond() + ".zip");
    }

    private ZipOutputStream at(Path file) throws IOException {
      ZipOutputStream zip = open.get(file);
      if (zip == null) {
        zip = zip(file, Deflater.BEST_SPEED);
        open.put(file, zip);
      }
      return zip;
    }

    @Override
    public void close() throws IOException {
      for (ZipOutputStream zip : open.values()) {
        zip.close();
      }
    }
  }
}
