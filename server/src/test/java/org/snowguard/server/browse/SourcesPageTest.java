package org.snowguard.server.browse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.snowguard.server.TestClient;
import org.snowguard.server.TestServer;
import org.snowguard.server.web.Role;

/** The page of sources with a row of each kind. */
class SourcesPageTest {

  private static final String NOWHERE = "http://localhost:9/";
  private static final TestServer SERVER =
      TestServer.start(
              Map.of(
                  "snowguard.sources.cve-list", NOWHERE,
                  "snowguard.sources.kev", NOWHERE,
                  "snowguard.sources.epss", NOWHERE,
                  "snowguard.sources.nvd", NOWHERE,
                  "snowguard.sources.nvd-key", "a-secret-key",
                  "snowguard.sources.osv", NOWHERE,
                  "snowguard.sources.osv-ecosystems", "PyPI,Hex"))
          .withoutBackgroundWork();

  @BeforeAll
  static void arrange() {
    SERVER
        .database()
        .jdbi()
        .useHandle(
            handle -> {
              handle.execute("truncate source_state, import_run cascade");
              handle.execute("update job set node = null, error = null, ended_at = null");
              handle.execute(
                  """
                  insert into source_state (name, data_at, tried_at, good_at, failures, error, read, changed,
                    unreadable, runs, failed_runs, read_ever, changed_ever)
                  values
                    ('cve-list', now() - interval '1 hour', now(), now(), 0, null, 1200, 34, 1, 7, 0, 9000, 5678),
                    ('kev', null, now(), now() - interval '1 day', 3, 'it takes no connections', 0, 0, 0, 9, 3, 0, 0),
                    ('epss', now() - interval '3 days', now(), now(), 0, null, 250000, 9, 0, 3, 0, 250000, 9)
                  """);
              handle.execute(
                  """
                  update job set node = 'node-7', started_at = now(), unit = 'records', done = 4000,
                    total = 300000 where name = 'source-nvd'
                  """);
              handle.execute("update job set paused = true where name = 'source-osv-hex'");
              handle.execute(
                  """
                  update job set error = 'kev takes no connections', ended_at = now() - interval '5 minutes'
                  where name = 'source-kev'
                  """);
              // Jobs that were at work when the background stopped are still marked so.
              handle.execute("update scheduled_tasks set picked = false, picked_by = null");
              handle.execute(
                  """
                  update scheduled_tasks set execution_time = now() + interval '150 minutes'
                  where task_name = 'source-kev'
                  """);
              handle.execute(
                  """
                  with run as (
                    insert into import_run (source, input, fingerprint, started_at)
                    values ('osv-pypi', 'https://osv.example/PyPI/', 'all.zip', now()) returning id)
                  insert into input_problem (source, input, entry, reason, first_seen_at, last_run)
                  select 'osv-pypi', 'https://osv.example/PyPI/', 'PYSEC-2026-1.json', 'not a JSON text', now(), id
                  from run
                  """);
            });
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          good              | CVE list.*?<span class="tag good">good</span>.*?1,200.*?34.*?5,678.*?0 of 7
          failing           | CISA.*?<span class="tag bad">failing</span>.*?it takes no connections.*?3 times in a row.*?tried again <time[^>]*>in 2 hours
          failed job        | Jobs of all nodes.*?CISA.*?failed</span>.*?5 minutes ago.*?kev takes no connections
          late              | EPSS.*?<span class="tag mild">late</span>
          waiting           | NIST.*?<span class="tag mild">not read yet</span>.*?never
          running           | Jobs of all nodes.*?NIST.*?running.*?a node.*?4,000 of 300,000 records
          paused            | Jobs of all nodes.*?OSV: Hex.*?paused
          what is unread    | What could not be read: 1.*?PYSEC-2026-1.json.*?not a JSON text
          the NVD's request | not endorsed or certified by the NVD
          """)
  void rowOfEachKind(String kind, String pattern) {
    assertThat(SERVER.anonymous().get("/sources").body())
        .as(kind)
        .containsPattern("(?s)" + pattern)
        .doesNotContain("a-secret-key");
  }

  @Test
  void twinSaysTheSame() {
    assertThat(SERVER.anonymous().get("/sources.json").body())
        .contains("\"health\":\"failing\"", "\"error\":\"it takes no connections\"")
        .contains("\"paused\":true", "\"done\":4000", "PYSEC-2026-1.json")
        .doesNotContain("node-7", "a-secret-key");
  }

  @Test
  void pausedJobIsNotStartedAndNobodyIsBlamed() {
    TestClient.Answer answer =
        SERVER.signIn(Role.OPERATOR).submit("/sources/job/source-osv-hex/start", Map.of());
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.body())
        .contains("Not possible as things stand", "it is paused: let it go on first.")
        .doesNotContain("Somebody was faster");
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void onlyOperatorsStartAndPause(Role role) {
    boolean isOperator = role == Role.OPERATOR;
    var client = SERVER.signIn(role);
    assertThat(client.get("/sources").body().contains("Start now")).isEqualTo(isOperator);
    assertThat(client.get("/sources").body().contains("node-7")).isEqualTo(isOperator);
    assertThat(client.submit("/sources/job/source-osv-pypi/pause", Map.of()).status())
        .isEqualTo(isOperator ? 303 : 403);
    assertThat(client.submit("/sources/job/source-osv-pypi/resume", Map.of()).status())
        .isEqualTo(isOperator ? 303 : 403);
    // A conflict: resumed, it may be at work already.
    assertThat(client.submit("/sources/job/source-osv-pypi/start", Map.of()).status())
        .isIn(isOperator ? List.of(303, 409) : List.of(403));
  }
}
