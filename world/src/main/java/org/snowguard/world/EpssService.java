package org.snowguard.world;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;

/** A score for every id, made up and new each day for one id in twenty. */
final class EpssService implements Service {

  static final String PATH = "/epss_scores-current.csv.gz";
  private static final int MOVING = 20;

  private final MadeFiles files;
  private final Set<String> ids;

  /**
   * @param files those of the same ids and rows
   * @param ids those of real records come first
   * @param rows how many scores a file has at least; others are made up
   */
  EpssService(MadeFiles files, Set<String> ids, int rows) {
    this.files = files;
    this.ids = new TreeSet<>(ids);
    for (int number = 1; this.ids.size() < rows; number++) {
      this.ids.add("CVE-%d-%04d".formatted(2002 + number % 20, number));
    }
  }

  @Override
  public String name() {
    return "epss";
  }

  @Override
  public Answer answer(Asked asked, Instant now) throws IOException {
    if (!asked.path().equals(PATH)) {
      return Answer.refused(404, "There is " + PATH + "\n");
    }
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    return Answer.of("application/gzip", Body.of(scores(today)))
        .changed("epss-" + today, today.atStartOfDay().toInstant(ZoneOffset.UTC));
  }

  private Path scores(LocalDate day) throws IOException {
    return files.get("epss-" + day + ".csv.gz", file -> write(file, day));
  }

  private void write(Path file, LocalDate day) throws IOException {
    try (Writer out =
        new OutputStreamWriter(
            new GZIPOutputStream(Files.newOutputStream(file), 1 << 16),
            StandardCharsets.US_ASCII)) {
      out.write("#model_version:v2025.03.14,score_date:%sT00:00:00Z\n".formatted(day));
      out.write("cve,epss,percentile\n");
      for (String id : ids) {
        out.write(row(id, day.toEpochDay()));
      }
    }
  }

  private static String row(String id, long day) {
    long own = Math.floorMod(id.hashCode() * 2_654_435_761L, 10_000_019L);
    long since = Math.floorDiv(day + own % MOVING, MOVING);
    long chance = Math.floorMod(own * 31 + since * 7_919, 100_000L);
    return String.format(
        Locale.ROOT, "%s,%.5f,%.5f\n", id, chance / 1e5 * chance / 1e5, chance / 1e5);
  }
}
