package org.snowguard.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.snowguard.bench.figure.Figure;
import org.snowguard.bench.mutation.MutationResult;
import org.snowguard.bench.mutation.PackageMutations;
import org.snowguard.bench.mutation.RealInputs;
import org.snowguard.bench.mutation.RecordMutations;

/**
 * Damages real records and package files and reads them: {@code ./dev bench mutations}. Properties:
 * {@code snowguard.shared} (where the data lie), {@code snowguard.mutations} (records; a tenth of
 * it is the number of package files) and {@code snowguard.seed}.
 */
public final class BenchMutations {
  private static final int RECORDS_EVERY = 7;
  private static final int PACKAGES_EVERY = 40;

  private BenchMutations() {}

  public static void main(String[] arguments) throws IOException {
    Path data = Path.of(System.getProperty("snowguard.shared", "../shared"), "data");
    int count = Integer.getInteger("snowguard.mutations", 10_000);
    long seed = Long.getLong("snowguard.seed", 1L);
    List<Path> records = existing(data.resolve("cve"), ".tar.xz");
    List<Path> packages = existing(data.resolve("nixpkgs"), ".packages.json.xz");
    MutationResult ofRecords =
        RecordMutations.run(
            RealInputs.records(records, RECORDS_EVERY),
            count,
            seed,
            Path.of(System.getProperty("java.io.tmpdir")));
    List<PackageMutations.RawPackage> originals = new ArrayList<>();
    for (Path file : packages) {
      originals.addAll(RealInputs.packages(file, PACKAGES_EVERY));
    }
    MutationResult ofPackages = PackageMutations.run(originals, count / 10, seed);
    print("record", ofRecords);
    print("package_file", ofPackages);
    int broken = ofRecords.failures().size() + ofPackages.failures().size();
    Figure.summary(
        "mutations",
        String.format(
            Locale.ROOT,
            "%d records and %d package files with seed %d, %d broken invariants",
            ofRecords.mutated(),
            ofPackages.mutated(),
            seed,
            broken));
    if (broken > 0) {
      System.exit(1);
    }
  }

  private static void print(String kind, MutationResult result) {
    result.failures().stream().limit(20).forEach(System.err::println);
    Figure.print(kind + "_mutated", result.mutated(), "count");
    Figure.print(kind + "_read_anyway", result.readAnyway(), "count");
    Figure.print(kind + "_undamaged_checked", result.good(), "count");
    Figure.print(kind + "_slowest", result.slowestMillis(), "ms");
    Figure.print(kind + "_broken_invariants", result.failures().size(), "count");
  }

  private static List<Path> existing(Path directory, String suffix) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new IOException(
          "reading real inputs: no directory %s; say where the data lie with -Dsnowguard.shared=DIR"
              .formatted(directory));
    }
    try (var files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    }
  }
}
