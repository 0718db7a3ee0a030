package org.snowguard.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.snowguard.bench.figure.Figure;
import org.snowguard.bench.fitting.LabelledRecords;
import org.snowguard.bench.fitting.RowEffect;

/**
 * Which labelled records each hand-written line of the data files decides and is used for, a line
 * each, tab-separated: {@code ./dev bench rows}. What a line needs in its column {@code records}.
 */
public final class BenchRows {
  private BenchRows() {}

  public static void main(String[] arguments) throws IOException {
    Path data = Path.of(System.getProperty("snowguard.shared", "../shared"), "data");
    if (!Files.isDirectory(data)) {
      Figure.skipped("the labelled records are not at " + data);
      return;
    }
    System.out.println("file\tline\trecords\tdecided\tused");
    for (RowEffect one : RowEffect.all(LabelledRecords.read(data))) {
      System.out.println(
          String.join(
              "\t",
              one.row().file(),
              one.row().key(),
              String.join(" ", one.row().records()),
              String.join(" ", one.decided()),
              String.join(" ", one.used())));
    }
  }
}
