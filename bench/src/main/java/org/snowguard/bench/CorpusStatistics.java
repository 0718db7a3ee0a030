package org.snowguard.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.snowguard.bench.figure.Figure;
import org.snowguard.bench.matching.RealData;
import org.snowguard.bench.server.ServerProcess;
import org.snowguard.core.match.CorpusCounter;
import org.snowguard.formats.archive.Limits;
import org.snowguard.formats.archive.ProgressListener;
import org.snowguard.formats.cve.RecordSet;
import org.snowguard.formats.cve.VulnerabilityRecords;

/**
 * Counts words and products over the records at {@code snowguard.shared} and writes the figures
 * that matching ships: {@code CorpusStatistics DIRECTORY}, where the directory is that of the data
 * files of {@code org.snowguard.core.match}.
 */
public final class CorpusStatistics {
  private CorpusStatistics() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      throw new IllegalArgumentException("usage: CorpusStatistics DIRECTORY-OF-THE-DATA-FILES");
    }
    Path directory = Path.of(arguments[0]);
    RecordSet read =
        new VulnerabilityRecords(Limits.DEFAULT, System.err::println, ProgressListener.NONE)
            .latest(new RealData(ServerProcess.data()).cveFiles());
    CorpusCounter counter = new CorpusCounter();
    read.records().forEach(counter::add);
    write(directory.resolve("corpus-words.tsv"), counter.words());
    write(directory.resolve("corpus-products.tsv"), counter.products());
    Figure.print("records", read.records().size(), "count");
  }

  private static void write(Path file, List<String> lines) throws IOException {
    Files.writeString(file, String.join("\n", lines) + "\n");
    Figure.print(file.getFileName().toString(), lines.size() - 1, "lines");
  }
}
