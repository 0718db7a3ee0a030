package org.snowguard.world;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.snowguard.formats.archive.Decompression;
import org.snowguard.formats.archive.InputEntry;
import org.snowguard.formats.archive.InputFiles;
import org.snowguard.formats.archive.InputProblem;

/** Ninety real days, from archives beside the checkout. */
final class RealContent implements Content {

  private static final LocalDate FIRST = LocalDate.of(2024, 10, 24);
  private static final int DAYS = 92;
  private static final Pattern DAY = Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)/");

  private final Path data;

  RealContent(Path data) {
    this.data = data;
  }

  static boolean isIn(Path data) {
    return Files.isDirectory(data.resolve("cve"));
  }

  @Override
  public LocalDate firstDay() {
    return FIRST;
  }

  @Override
  public int days() {
    return DAYS;
  }

  @Override
  public void records(RecordTarget target) throws IOException {
    each(file("cve", "baseline"), entry -> target.take(0, id(entry.path()), entry.bytes()));
    each(
        file("cve", "deltas"),
        entry -> {
          Matcher day = DAY.matcher(entry.path());
          if (!day.find()) {
            throw new IOException("the change " + entry.name() + " lies below no day");
          }
          long number = ChronoUnit.DAYS.between(FIRST, LocalDate.parse(day.group(1)));
          target.take((int) number, id(entry.path()), entry.bytes());
        });
  }

  @Override
  public byte[] knownExploited() throws IOException {
    return Files.readAllBytes(data.resolve("kev/known_exploited_vulnerabilities.json"));
  }

  @Override
  public List<Advisory> advisories() throws IOException {
    List<Advisory> found = new ArrayList<>();
    each(file("osv", "go"), entry -> found.add(new Advisory(id(entry.path()), entry.bytes())));
    return found;
  }

  @Override
  public InputStream packages() throws IOException {
    return Decompression.open(file("nixpkgs", "nixos-unstable"));
  }

  private interface EntryTarget {
    void take(InputEntry entry) throws IOException;
  }

  private static void each(Path archive, EntryTarget target) throws IOException {
    try {
      InputFiles.reportingTo(RealContent::refuse)
          .withNames(name -> name.endsWith(".json"))
          .forEach(archive, entry -> give(entry, target));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void give(InputEntry entry, EntryTarget target) {
    try {
      target.take(entry);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void refuse(InputProblem problem) {
    throw new IllegalStateException("The real data cannot be read: " + problem);
  }

  private Path file(String directory, String begin) throws IOException {
    try (Stream<Path> files = Files.list(data.resolve(directory))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(begin))
          .filter(file -> !file.getFileName().toString().contains("sources"))
          .findFirst()
          .orElseThrow(
              () -> new IOException("no %s… in %s".formatted(begin, data.resolve(directory))));
    }
  }

  private static String id(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.substring(0, name.length() - ".json".length());
  }
}
