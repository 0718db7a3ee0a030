package org.snowguard.core.match;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.record.AffectedEntry;

/**
 * Which product an entry is about: entries of one product are told apart by their versions alone.
 *
 * @param cpes its CPE names without their versions, or as they stand where they cannot be read
 */
record EntryIdentity(
    @Nullable String vendor,
    @Nullable String product,
    @Nullable String packageName,
    @Nullable String collectionUrl,
    @Nullable String repo,
    List<Object> cpes) {

  static EntryIdentity of(AffectedEntry entry) {
    return new EntryIdentity(
        entry.vendor(),
        entry.product(),
        entry.packageName(),
        entry.collectionUrl(),
        entry.repo(),
        entry.cpes().isEmpty()
            ? List.of()
            : entry.cpes().stream().map(EntryIdentity::withoutVersion).distinct().toList());
  }

  private static Object withoutVersion(String cpe) {
    CpeText read = CpeText.of(cpe);
    return read == null ? cpe : read;
  }
}
