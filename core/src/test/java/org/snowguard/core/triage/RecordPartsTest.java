package org.snowguard.core.triage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.snowguard.core.record.AffectedEntry;
import org.snowguard.core.record.Container;
import org.snowguard.core.record.RecordState;
import org.snowguard.core.record.VersionStatement;
import org.snowguard.core.record.VersionStatus;
import org.snowguard.core.record.VulnerabilityRecord;

class RecordPartsTest {

  @Test
  void placesInTheRecordAndTheTimeOfUpdateAreNoSubstance() {
    RecordParts before = RecordParts.of(vulnerability("/a/0", "1.2", "Short.", null));
    RecordParts after =
        RecordParts.of(
            vulnerability("/a/7", "1.2", "Short.", null)
                .withUpdated(Instant.parse("2026-02-02T00:00:00Z")));

    assertThat(before.differences(after)).isEmpty();
  }

  @Test
  void showsShortPartsAndNamesLongOnes() {
    RecordParts before = RecordParts.of(vulnerability("/a/0", "1.2", "Short.", null));
    RecordParts after =
        RecordParts.of(vulnerability("/a/0", "1.3", "Shorter.", LocalDate.of(2026, 1, 5)));

    assertThat(before.differences(after))
        .containsExactly(
            "affected changed",
            "description: Shorter., was Short.",
            "known exploited since: 2026-01-05, was none");
  }

  private static VulnerabilityRecord vulnerability(
      String pointer, String lessThan, String description, @Nullable LocalDate exploited) {
    VersionStatement statement =
        new VersionStatement("0", VersionStatus.AFFECTED, lessThan, null, "semver", List.of());
    AffectedEntry entry =
        new AffectedEntry(
            pointer,
            new Container(Container.Role.CNA, "example"),
            "acme",
            "anvil",
            null,
            null,
            null,
            null,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(statement),
            null);
    return new VulnerabilityRecord(
        "CVE-2099-0001",
        List.of(),
        RecordState.PUBLISHED,
        "example",
        null,
        description,
        "/d",
        null,
        null,
        List.of(entry),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        exploited);
  }
}
