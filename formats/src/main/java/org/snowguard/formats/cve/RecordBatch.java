package org.snowguard.formats.cve;

import java.nio.file.Path;
import java.util.List;

/**
 * Entries that are parsed together, in the order of the input, with what happened between them.
 *
 * @param last whether no other follows
 */
record RecordBatch(List<Item> items, boolean last) {

  sealed interface Item {}

  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Entry(Path file, String path, byte[] bytes) implements Item {}

  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Parsed(Path file, String path, byte[] bytes, CveReading reading) implements Item {}

  record Failed(Path file, String path, String reason) implements Item {}

  record Progress(Path input, long bytesRead, long totalBytes) implements Item {}

  RecordBatch parsed() {
    return new RecordBatch(
        items.stream()
            .map(
                item ->
                    item instanceof Entry(Path file, String path, byte[] bytes)
                        ? new Parsed(file, path, bytes, CveRecordReader.read(bytes))
                        : item)
            .toList(),
        last);
  }
}
