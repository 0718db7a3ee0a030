package org.snowguard.bench.mutation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.snowguard.formats.archive.Decompression;
import org.snowguard.formats.archive.Limits;
import org.snowguard.formats.archive.ProgressListener;
import org.snowguard.formats.cve.VulnerabilityRecords;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Samples of real files: every so-manieth record or package. */
public final class RealInputs {
  private RealInputs() {}

  public static List<byte[]> records(List<Path> inputs, int every) {
    List<byte[]> records = new ArrayList<>();
    new VulnerabilityRecords(Limits.DEFAULT, _ -> {}, ProgressListener.NONE)
        .forEach(
            inputs,
            found -> {
              if (found.ordinal() % every == 0) {
                records.add(found.raw());
              }
            });
    return records;
  }

  public static List<PackageMutations.RawPackage> packages(Path file, int every)
      throws IOException {
    List<PackageMutations.RawPackage> packages = new ArrayList<>();
    try (JsonParser parser = ValueMutator.MAPPER.createParser(Decompression.open(file))) {
      while (parser.nextToken() != null && !"packages".equals(parser.currentName())) {
        // The file's own fields come before its packages.
      }
      parser.nextToken();
      int number = 0;
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String attribute = parser.currentName();
        parser.nextToken();
        if (number++ % every == 0) {
          byte[] json = ValueMutator.MAPPER.writeValueAsBytes(parser.readValueAsTree());
          packages.add(new PackageMutations.RawPackage(attribute, json));
        } else {
          parser.skipChildren();
        }
      }
    }
    return packages;
  }
}
