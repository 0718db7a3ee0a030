package org.snowguard.server.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.snowguard.server.ingest.ChangeStreams;

/** What sources say of older, later and other times. */
class SourceTimesTest extends AllSources {

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"KEV_FEED", "EPSS_SCORES", "NVD_API", "OSV_LISTING"})
  void whatIsOlderThanWhatIsStoredIsRefused(Kind kind) throws InterruptedException {
    news();
    runAll(sources);
    Map<String, Object> before = storedByAll();
    kev("2026-11-19T01:00:00Z", "CVE-2024-0001", "CVE-2024-0007");
    epss("2026-11-19T01:00:00Z", "CVE-2024-0001,0.1,0.5", "CVE-2024-0002,0.1,0.9");
    nvd.at("2026-11-19T04:10:00.000");
    osv.put("PYSEC-2026-9", "2026-11-19T03:00:00Z", "Older");
    osv.publish();
    run(sources, kind.source);
    assertThat(status(kind.source).error()).containsAnyOf("older than", "before");
    assertThat(storedByAll()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"KEV_FEED", "EPSS_SCORES"})
  void whatIsOfTheFutureIsRefusedAndHidesNothing(Kind kind) throws InterruptedException {
    Map<String, Object> before = stored(kind.source);
    kev("2099-01-01T00:00:00Z", "CVE-2024-0001", "CVE-2024-0007");
    epss("2099-01-01T00:00:00Z", "CVE-2024-0001,0.1,0.5", "CVE-2024-0002,0.1,0.9");
    run(sources, kind.source);
    assertThat(status(kind.source).error()).contains("2099-01-01");
    assertThat(stored(kind.source)).isEqualTo(before);
    news();
    run(sources, kind.source);
    assertThat(Stream.ofNullable(status(kind.source).error())).isEmpty();
    assertThat(stored(kind.source)).isNotEqualTo(before);
  }

  @Test
  void newTimesAloneChangeNothing() throws InterruptedException {
    long before = changes.last(ChangeStreams.VULNERABILITY);
    cveList(
        "2026-11-20T02:00:00Z",
        record("CVE-2024-0001", "2026-11-20T02:00:00Z", "First"),
        record("CVE-2024-0002", "2026-11-20T02:00:00Z", "First"));
    kev("2026-11-20T02:00:00Z", "CVE-2024-0001");
    epss("2026-11-20T02:00:00Z", "CVE-2024-0001,0.05,0.5", "CVE-2024-0002,0.95,0.99");
    nvd.at("2026-11-20T04:10:00.000");
    nvd.put("CVE-2024-0001", "2026-11-20T03:00:00.000", "Seen by the NVD");
    osv.put("PYSEC-2024-1", "2026-11-20T03:00:00Z", "First");
    osv.publish();
    runAll(sources);
    assertThat(sources.list()).allMatch(status -> status.health() == SourceStatus.Health.GOOD);
    assertThat(sources.list()).allMatch(status -> status.counts().read() > 0);
    assertThat(sources.list()).allMatch(status -> status.counts().changed() == 0);
    assertThat(changes.last(ChangeStreams.VULNERABILITY)).isEqualTo(before);
  }
}
