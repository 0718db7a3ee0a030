package org.snowguard.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snowguard.bench.figure.Figure;
import org.snowguard.core.version.VersionOrder;
import org.snowguard.core.version.VersionScheme;

/**
 * Ten pairs of versions that tell comparators apart, ours beside the published results of six
 * others, and the rows of our own: {@code ./dev bench versions}. Ends with 1 where ours is wrong.
 */
public final class BenchVersions {
  private static final List<String> OTHERS =
      List.of("nix", "tracker", "grype", "dependency-check", "versatile", "cve-bin-tool");
  private static final String OWN_ROWS =
      "core/src/test/resources/org/snowguard/core/version/version-order.tsv";

  private BenchVersions() {}

  /** A pair with its order, by which scheme, and why. */
  private record Row(String left, String right, VersionScheme scheme, String truth, String why) {
    String ours() {
      return VersionOrder.compare(left, right, scheme).sign();
    }

    boolean isRight() {
      return ours().equals(truth);
    }
  }

  /** A pair that comparators are tried on, with those who get it wrong. */
  private record Trial(Row row, List<String> wrong) {}

  public static void main(String[] arguments) throws IOException {
    List<Trial> trials = trials();
    printTrials(trials);
    List<Row> rows = ownRows(Path.of(System.getProperty("snowguard.root", ".")).resolve(OWN_ROWS));
    long right = rows.stream().filter(Row::isRight).count();
    rows.stream()
        .filter(row -> !row.isRight())
        .forEach(row -> Figure.note("wrong: " + row + ", ours " + row.ours()));
    Map<String, Long> byScheme =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.scheme().label(), TreeMap::new, Collectors.counting()));
    byScheme.forEach((scheme, count) -> Figure.print("rows_" + scheme, count, "count"));
    Figure.print(
        "rows_undecided", rows.stream().filter(row -> row.truth().equals("?")).count(), "count");
    Figure.print(
        "rows_with_reason", rows.stream().filter(row -> !row.why().isBlank()).count(), "count");
    Figure.print("rows_right", right, "count");
    long trialsRight = trials.stream().filter(trial -> trial.row().isRight()).count();
    Figure.summary(
        "versions",
        String.format(
            Locale.ROOT,
            "%d of %d pairs of the comparator table right, %d of %d rows of our own",
            trialsRight,
            trials.size(),
            right,
            rows.size()));
    if (trialsRight < trials.size() || right < rows.size()) {
      System.exit(1);
    }
  }

  private static void printTrials(List<Trial> trials) {
    String form = "%-24s %-9s %-5s %-4s" + " %-16s".repeat(OTHERS.size());
    Figure.note(
        String.format(Locale.ROOT, form, cells("version", "bound", "truth", "ours", OTHERS)));
    for (Trial trial : trials) {
      Row row = trial.row();
      Figure.note(
          String.format(
              Locale.ROOT,
              form,
              cells(
                  row.left(),
                  row.right(),
                  row.truth(),
                  row.ours(),
                  OTHERS.stream()
                      .map(tool -> trial.wrong().contains(tool) ? "wrong" : "ok")
                      .toList())));
    }
    for (String tool : OTHERS) {
      Figure.print(
          "right_" + tool,
          trials.stream().filter(trial -> !trial.wrong().contains(tool)).count(),
          "count");
    }
    Figure.print(
        "right_ours", trials.stream().filter(trial -> trial.row().isRight()).count(), "count");
  }

  private static Object[] cells(
      String left, String right, String truth, String ours, List<String> others) {
    return Stream.concat(Stream.of(left, right, truth, ours), others.stream()).toArray();
  }

  private static List<Trial> trials() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(BenchVersions.class.getResourceAsStream("comparators.tsv"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .map(line -> line.split("\t", -1))
          .map(
              cells ->
                  new Trial(
                      new Row(cells[0], cells[1], VersionScheme.GENERIC, cells[2], cells[4]),
                      Arrays.asList(cells[3].split(" "))))
          .toList();
    }
  }

  private static List<Row> ownRows(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      throw new IOException(
          "reading our own rows: no file %s; run this by ./dev bench versions in the checkout"
              .formatted(file));
    }
    return Files.readAllLines(file).stream()
        .skip(1)
        .map(line -> line.split("\t", -1))
        .map(cells -> new Row(cells[0], cells[1], scheme(cells[2]), cells[3], cells[4]))
        .toList();
  }

  private static VersionScheme scheme(String label) {
    return VersionScheme.valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
