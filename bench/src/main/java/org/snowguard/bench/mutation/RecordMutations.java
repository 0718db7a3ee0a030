package org.snowguard.bench.mutation;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.snowguard.core.record.VulnerabilityRecord;
import org.snowguard.formats.archive.Limits;
import org.snowguard.formats.archive.ProgressListener;
import org.snowguard.formats.cve.CveReading;
import org.snowguard.formats.cve.CveRecordReader;
import org.snowguard.formats.cve.RecordCounts;
import org.snowguard.formats.cve.VulnerabilityRecords;

/**
 * Damages records, each alone and then all in one archive between undamaged ones. Every damaged
 * record must be read or reported, every undamaged one read as before.
 */
public final class RecordMutations {
  private static final long TOO_SLOW_MILLIS = 5_000;

  private final List<byte[]> originals;
  private final Random random;
  private final List<String> failures = new ArrayList<>();
  private int readAnyway;
  private long slowestMillis;

  private RecordMutations(List<byte[]> originals, long seed) {
    this.originals = originals;
    this.random = new Random(seed);
  }

  /** Reads {@code count} damaged records; {@code directory} takes one archive. */
  public static MutationResult run(List<byte[]> originals, int count, long seed, Path directory)
      throws IOException {
    return new RecordMutations(originals, seed).run(count, directory);
  }

  private MutationResult run(int count, Path directory) throws IOException {
    Path archive = Files.createTempFile(directory, "mutated", ".zip");
    try {
      try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(archive));
          ZipOutputStream zip = new ZipOutputStream(file)) {
        zip.setLevel(1);
        for (int i = 0; i < count; i++) {
          byte[] original = originals.get(i % originals.size());
          byte[] mutated = mutate(original);
          readAlone(i, mutated);
          add(zip, "mutated/%05d.json".formatted(i), mutated);
          add(zip, "mutated/%05d-good.json".formatted(i), original);
        }
      }
      readTogether(archive, count);
    } finally {
      Files.delete(archive);
    }
    return new MutationResult(count, count, readAnyway, slowestMillis, failures);
  }

  private byte[] mutate(byte[] original) {
    return random.nextBoolean()
        ? new ByteMutator(random).damage(original).text()
        : new ValueMutator(random).mutate(original);
  }

  private void readAlone(int number, byte[] mutated) {
    long start = System.nanoTime();
    try {
      CveReading reading = CveRecordReader.read(mutated);
      if (reading instanceof CveReading.Read) {
        readAnyway++;
      }
      if (!reading.equals(CveRecordReader.read(mutated))) {
        failures.add("record %d reads differently the second time".formatted(number));
      }
    } catch (RuntimeException thrown) {
      failures.add("record %d: the reader threw %s".formatted(number, thrown));
    }
    long millis = (System.nanoTime() - start) / 1_000_000;
    slowestMillis = Math.max(slowestMillis, millis);
    if (millis > TOO_SLOW_MILLIS) {
      failures.add("record %d took %d ms".formatted(number, millis));
    }
  }

  private void readTogether(Path archive, int count) {
    Map<String, VulnerabilityRecord> good = new HashMap<>();
    RecordCounts counts =
        new VulnerabilityRecords(Limits.DEFAULT, _ -> {}, ProgressListener.NONE)
            .forEach(
                List.of(archive),
                found -> {
                  if (found.entry().endsWith("-good.json")) {
                    good.put(found.entry(), found.record());
                  }
                });
    if (counts.read() + counts.unreadable() + counts.inputs() != 2 * count) {
      failures.add("of %d entries only %s are accounted for".formatted(2 * count, counts));
    }
    for (int i = 0; i < count; i++) {
      CveReading expected = CveRecordReader.read(originals.get(i % originals.size()));
      VulnerabilityRecord found = good.get("mutated/%05d-good.json".formatted(i));
      if (!(expected instanceof CveReading.Read read) || !read.record().equals(found)) {
        failures.add("good record %d was lost or changed".formatted(i));
      }
    }
  }

  private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }
}
