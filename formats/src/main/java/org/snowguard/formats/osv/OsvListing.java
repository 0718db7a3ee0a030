package org.snowguard.formats.osv;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.formats.json.Timestamps;

/**
 * An ecosystem's {@code modified_id.csv}: rows {@code 2026-11-20T14:00:00Z,GHSA-…}, one for each of
 * its records.
 *
 * @param rows the oldest change first, whatever their order in the file
 * @param unreadable rows that are of another form, left out
 * @param firstProblem the first of them, for people, or null
 */
public record OsvListing(List<Row> rows, long unreadable, @Nullable String firstProblem) {

  private static final int SHOWN = 100;

  public OsvListing {
    rows = List.copyOf(rows);
  }

  /** When a record last changed. */
  public record Row(Instant modified, String id) {

    public static final Comparator<Row> OLDEST_FIRST =
        Comparator.comparing(Row::modified).thenComparing(Row::id);
  }

  /** Reads a listing and leaves the stream open. */
  public static OsvListing read(InputStream csv) throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(csv, UTF_8));
    List<Row> rows = new ArrayList<>();
    long unreadable = 0;
    String problem = null;
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      Row row = row(line.strip());
      if (row != null) {
        rows.add(row);
      } else if (!line.isBlank()) {
        unreadable++;
        problem =
            problem != null
                ? problem
                : "line %d: no moment with an id: %s"
                    .formatted(number, line.length() > SHOWN ? line.substring(0, SHOWN) : line);
      }
    }
    rows.sort(Row.OLDEST_FIRST);
    return new OsvListing(rows, unreadable, problem);
  }

  private static @Nullable Row row(String line) {
    int comma = line.indexOf(',');
    if (comma < 0) {
      return null;
    }
    Instant modified = Timestamps.instant(line.substring(0, comma));
    String id = line.substring(comma + 1).strip();
    return modified == null || !OsvRecordReader.isId(id) ? null : new Row(modified, id);
  }
}
