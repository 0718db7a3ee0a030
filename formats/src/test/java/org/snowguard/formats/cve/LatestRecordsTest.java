package org.snowguard.formats.cve;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatestRecordsTest {
  @ParameterizedTest
  @CsvSource({
    "2030-01-01T00:00:00Z, 2030-01-02T00:00:00Z, 1",
    "2030-01-02T00:00:00Z, 2030-01-01T00:00:00Z, 0",
    "2030-01-01T00:00:00Z, 2030-01-01T00:00:00Z, 1",
    "                    , 2030-01-01T00:00:00Z, 1",
    "2030-01-01T00:00:00Z,                     , 0",
    "                    ,                     , 1",
  })
  void theGreaterUpdateCountsAndOnATieTheLater(Instant first, Instant second, int winner) {
    LatestRecords latest = new LatestRecords();
    latest.offer("CVE-2030-0001", first, 0);
    assertThat(latest.offer("CVE-2030-0001", second, 1)).isEqualTo(winner == 1);
    assertThat(latest.isLatest("CVE-2030-0001", winner)).isTrue();
    assertThat(latest.isLatest("CVE-2030-0001", 1 - winner)).isFalse();
    assertThat(latest.superseded()).isEqualTo(1);
  }

  @Test
  void theOrderOfOffersDoesNotMatter() {
    LatestRecords latest = new LatestRecords();
    Instant moment = Instant.parse("2030-01-01T00:00:00Z");
    latest.offer("CVE-2030-0001", moment, 7);
    assertThat(latest.offer("CVE-2030-0001", moment, 3)).isFalse();
    assertThat(latest.isLatest("CVE-2030-0001", 7)).isTrue();
  }

  @Test
  void idsDoNotMeet() {
    LatestRecords latest = new LatestRecords();
    assertThat(latest.offer("CVE-2030-0001", null, 0)).isTrue();
    assertThat(latest.offer("CVE-2030-0002", null, 1)).isTrue();
    assertThat(latest.superseded()).isZero();
    assertThat(latest.isLatest("CVE-2030-0003", 0)).isFalse();
  }
}
