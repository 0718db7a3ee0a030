package org.snowguard.formats.epss;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code epss_scores-….csv.gz}: a line {@code #model_version:…,score_date:…}, a header, and a
 * row for each CVE id.
 */
public final class EpssReader {

  private static final String HEADER = "cve,epss,percentile";
  private static final int SHOWN_PROBLEMS = 100;
  private static final int ROW_LENGTH = 200;
  private static final Pattern CVE_ID = Pattern.compile("CVE-\\d{4}-\\d{4,19}");
  private static final Pattern MODEL = Pattern.compile("model_version:([^,\\s]+)");
  private static final Pattern DATE = Pattern.compile("score_date:([^,\\s]+)");

  // Written as +0000 until 2025, as Z since.
  private static final DateTimeFormatter SCORE_DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss[XXX][XX]");

  private final Target target;
  private final List<String> problems = new ArrayList<>();
  private long read;
  private long skipped;

  private EpssReader(Target target) {
    this.target = target;
  }

  /** Where scores go, in the order of the file. */
  public interface Target {
    void take(EpssScore score) throws IOException;
  }

  /**
   * Reads a compressed file and leaves the stream open.
   *
   * @throws IOException if it is no gzip, is cut off, is not about EPSS, or holds more than one
   *     file
   */
  public static EpssReading readCompressed(InputStream gzip, Target target) throws IOException {
    return read(new GZIPInputStream(gzip, 1 << 16), target);
  }

  /** Reads the text and leaves the stream open. */
  public static EpssReading read(InputStream csv, Target target) throws IOException {
    return new EpssReader(target).read(new BufferedReader(new InputStreamReader(csv, UTF_8)));
  }

  private EpssReading read(BufferedReader text) throws IOException {
    BoundedLines lines = new BoundedLines(text);
    String line = lines.next();
    String about = "";
    if (line != null && line.startsWith("#")) {
      about = line;
      line = lines.next();
    }
    if (line == null || !line.strip().startsWith(HEADER)) {
      throw new IOException("no header 'cve,epss,percentile' in it: are these EPSS scores?");
    }
    int number = about.isEmpty() ? 1 : 2;
    for (line = lines.next(); line != null; line = lines.next()) {
      number++;
      row(number, line.strip());
    }
    return new EpssReading(
        found(MODEL, about), moment(found(DATE, about)), read, skipped, problems);
  }

  private void row(int number, String line) throws IOException {
    if (line.isEmpty()) {
      return;
    }
    if (line.startsWith(HEADER)) {
      throw new IOException(
          "line %d is a second header: several files, or one many times over".formatted(number));
    }
    EpssScore score = score(line);
    if (score == null) {
      skipped++;
      if (problems.size() < SHOWN_PROBLEMS) {
        String shown = line.length() <= ROW_LENGTH ? line : line.substring(0, ROW_LENGTH) + "…";
        problems.add(
            "line %d: no CVE id with two numbers from 0 to 1: %s".formatted(number, shown));
      }
      return;
    }
    read++;
    target.take(score);
  }

  private static @Nullable EpssScore score(String line) {
    String[] cells = line.split(",", -1);
    if (cells.length < 3 || !CVE_ID.matcher(cells[0]).matches()) {
      return null;
    }
    Float probability = share(cells[1]);
    Float percentile = share(cells[2]);
    return probability == null || percentile == null
        ? null
        : new EpssScore(cells[0], probability, percentile);
  }

  private static @Nullable Float share(String cell) {
    try {
      float value = Float.parseFloat(cell);
      return value >= 0 && value <= 1 ? value : null;
    } catch (NumberFormatException noNumber) {
      return null;
    }
  }

  private static String found(Pattern pattern, String line) {
    Matcher matcher = pattern.matcher(line);
    return matcher.find() ? matcher.group(1) : "";
  }

  private static @Nullable Instant moment(String text) {
    try {
      return text.isEmpty() ? null : OffsetDateTime.parse(text, SCORE_DATE).toInstant();
    } catch (DateTimeException noDate) {
      return null;
    }
  }
}
