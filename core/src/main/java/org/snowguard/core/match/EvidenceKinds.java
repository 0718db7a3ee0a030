package org.snowguard.core.match;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.snowguard.core.project.DataTable;

/** What the kinds of evidence mean, in the words of the weights file. */
public final class EvidenceKinds {
  private static final Map<String, String> MEANINGS =
      DataTable.read(EvidenceKinds.class, "weights.tsv").stream()
          .collect(Collectors.toUnmodifiableMap(row -> row.get("kind"), row -> row.get("meaning")));

  private EvidenceKinds() {}

  /** A clause about the record and the project; empty for a kind of another algorithm. */
  public static Optional<String> meaning(String kind) {
    return Optional.ofNullable(MEANINGS.get(kind));
  }
}
