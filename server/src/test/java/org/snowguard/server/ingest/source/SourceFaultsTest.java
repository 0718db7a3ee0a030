package org.snowguard.server.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every source against every fault: the same is asked of all of them. */
class SourceFaultsTest extends AllSources {

  static Stream<Arguments> everyFaultOfEverySource() {
    return Arrays.stream(Kind.values())
        .flatMap(
            kind ->
                Arrays.stream(FakeService.Fault.values())
                    .filter(fault -> canTell(kind, fault))
                    .map(fault -> Arguments.of(kind, fault)));
  }

  /** Half a listing, sent as if it were whole, is a shorter listing. */
  private static boolean canTell(Kind kind, FakeService.Fault fault) {
    return switch (kind) {
      case OSV_LISTING -> fault != FakeService.Fault.TRUNCATED;
      case CVE_LIST, CVE_LIST_CHANGES, KEV_FEED, EPSS_SCORES, NVD_API, OSV_RECORD -> true;
    };
  }

  /** Half a record or many of one are a malformed record, which costs only itself. */
  private static boolean isMalformedRecord(Kind kind, FakeService.Fault fault) {
    return kind == Kind.OSV_RECORD
        && (fault == FakeService.Fault.TRUNCATED || fault == FakeService.Fault.HUGE);
  }

  @ParameterizedTest
  @MethodSource("everyFaultOfEverySource")
  void faultIsToldLosesNothingAndStopsNoOther(Kind kind, FakeService.Fault fault)
      throws InterruptedException {
    Map<String, Object> before = stored(kind.source);
    news();
    service.fail(kind.path, fault);
    run(fault == FakeService.Fault.ENDLESS ? sources(hasty) : sources, kind.source);
    if (isMalformedRecord(kind, fault)) {
      assertThat(status(kind.source).counts().unreadable()).isEqualTo(1);
      assertThat(runs.countProblems()).isEqualTo(1);
    } else {
      assertThat(status(kind.source).health()).isEqualTo(SourceStatus.Health.FAILING);
      assertThat(status(kind.source).error()).contains(" ").doesNotContain("Exception");
    }
    assertThat(stored(kind.source)).isEqualTo(before);
    for (SourceStatus other : sources.list()) {
      if (!other.name().equals(kind.source)) {
        run(sources, other.name());
        assertThat(status(other.name()).health()).isEqualTo(SourceStatus.Health.GOOD);
      }
    }
    service.mend(kind.path);
    run(sources, kind.source);
    assertThat(Stream.ofNullable(status(kind.source).error())).isEmpty();
    assertThat(stored(kind.source)).isNotEqualTo(before);
    assertThat(runs.countProblems()).isZero();
  }

  @Test
  void sourcesThatTakeNoConnectionsLoseNothing() throws InterruptedException {
    Map<String, Object> before = storedByAll();
    service.close();
    runAll(sources);
    assertThat(sources.list())
        .allSatisfy(
            status -> {
              assertThat(status.health()).isEqualTo(SourceStatus.Health.FAILING);
              assertThat(status.error()).startsWith("it takes no connections: ");
              assertThat(status.lastGoodAt()).isEqualTo("2026-11-20T02:10:00Z");
            });
    assertThat(storedByAll()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"CVE_LIST_CHANGES", "KEV_FEED", "EPSS_SCORES", "NVD_API", "OSV_RECORD"})
  void malformedRecordAmongGoodOnesCostsOnlyItself(Kind kind) throws InterruptedException {
    Map<String, Object> before = stored(kind.source);
    news();
    cveList(
        "2026-11-20T03:00:00Z",
        Map.entry("CVE-2026-0011", "{\"cveMetadata\":"),
        record("CVE-2026-0012", "2026-11-20T03:00:00Z", "Good"));
    kev("2026-11-20T03:00:00Z", "CVE-2024-0001", "CVE-2024-0002", "no id");
    List<String> scores = new ArrayList<>(List.of("CVE-2024-0001,high,0.5"));
    for (int number = 1; number <= 200; number++) {
      scores.add("CVE-2026-%04d,0.5,0.5".formatted(number));
    }
    epss("2026-11-20T03:00:00Z", scores.toArray(String[]::new));
    nvd.putRaw("CVE-2026-0011", "2026-11-20T03:00:00.000", "{\"id\":\"no id\"}");
    osv.putRaw("PYSEC-2026-8", "2026-11-20T03:00:00Z", "{\"id\":");
    osv.publish();
    run(sources, kind.source);
    assertThat(Stream.ofNullable(status(kind.source).error())).isEmpty();
    assertThat(status(kind.source).counts().unreadable()).isEqualTo(1);
    assertThat(stored(kind.source)).isNotEqualTo(before);
  }
}
