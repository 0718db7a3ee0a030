package org.snowguard.server.operation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowguard.server.TestClient;
import org.snowguard.server.TestClock;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.TestServer;
import org.snowguard.server.account.ApiTokens;
import org.snowguard.server.ingest.Arrivals;
import org.snowguard.server.ingest.ChangeStreams;
import org.snowguard.server.ingest.job.Jobs;
import org.snowguard.server.ingest.source.FakeService;
import org.snowguard.server.ingest.source.SourceStatus;
import org.snowguard.server.ingest.source.Sources;
import org.snowguard.server.vulnerability.Records;
import org.snowguard.server.vulnerability.Vulnerabilities;
import org.snowguard.server.web.Role;
import org.snowguard.server.web.Scope;

class OperationTest {

  private static final Duration LONGEST = Duration.ofSeconds(30);

  private static final FakeService service = service();
  private static final TestServer server =
      TestServer.start(
          Map.of(
              "snowguard.sources.kev", service.uri("/kev.json").toString(),
              "snowguard.sources.epss", service.uri("/no-epss").toString()));

  private static FakeService service() {
    FakeService service = new FakeService();
    service.put(
        "/kev.json",
        "application/json",
        """
        {"vulnerabilities":[{"cveID":"CVE-2024-0001","dateAdded":"2024-01-02","vulnerabilityName":"x"}]}
        """
            .getBytes(UTF_8));
    return service;
  }

  @BeforeAll
  static void sourcesHaveBeenAsked() {
    await(() -> source("epss").failures() > 0);
    await(() -> source("kev").health() == SourceStatus.Health.GOOD);
  }

  @AfterAll
  static void stop() {
    server.close();
    service.close();
  }

  private static SourceStatus source(String name) {
    return server.bean(Sources.class).list().stream()
        .filter(source -> source.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static void await(BooleanSupplier condition) {
    Instant end = Clock.systemUTC().instant().plus(LONGEST);
    while (!condition.getAsBoolean()) {
      if (Clock.systemUTC().instant().isAfter(end)) {
        throw new AssertionError("It did not come true within " + LONGEST);
      }
      Thread.onSpinWait();
    }
  }

  @Test
  void aFailingSourceIsNoReasonToSendRequestsElsewhere() {
    TestClient.Answer answer = server.anonymous().get("/health");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .contains("\"status\":\"degraded\"")
        .contains("\"database\":\"up\"", "\"schema\":\"up\"", "\"scheduler\":\"up\"")
        .contains("\"sources\":\"degraded\"");
    assertThat(server.anonymous().get("/health/ready").body()).isEqualTo("{\"status\":\"up\"}");
    assertThat(server.anonymous().get("/health/live").body()).isEqualTo("{\"status\":\"up\"}");
  }

  @Test
  void onlyOperatorsReadWhy() {
    assertThat(server.anonymous().get("/health").body()).doesNotContain("epss");
    assertThat(server.signIn(Role.SECURITY_TEAM).get("/health").body()).doesNotContain("epss");
    assertThat(server.signIn(Role.OPERATOR).get("/health").body())
        .contains("\"sources\":\"kev good, epss failing\"");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aDatabaseThatRefusesOrHangsIsDownWithinSeconds(boolean hangs) {
    CountDownLatch never = new CountDownLatch(1);
    Health health =
        checks(
                () -> {
                  if (hangs) {
                    awaitUninterrupted(never);
                  }
                  throw new SQLException("password=secret");
                },
                Clock.systemUTC())
            .now();
    never.countDown();
    assertThat(health.condition()).isEqualTo(Condition.DOWN);
    assertThat(health.answer(true).toString()).contains("database").doesNotContain("secret");
  }

  @Test
  void whoeverAsksWhileTheDatabaseHangsSharesOneLook() throws InterruptedException {
    AtomicInteger looks = new AtomicInteger();
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    HealthChecks checks =
        checks(
            () -> {
              looks.incrementAndGet();
              try {
                awaitUninterrupted(never);
              } finally {
                ended.countDown();
              }
              throw new SQLException("not reached");
            },
            Clock.systemUTC());
    List<CompletableFuture<Health>> answers =
        IntStream.range(0, 3)
            .mapToObj(_ -> CompletableFuture.supplyAsync(checks::now, OperationTest::start))
            .toList();
    assertThat(answers)
        .extracting(answer -> answer.join().condition())
        .containsOnly(Condition.DOWN);
    assertThat(looks).hasValue(1);
    assertThat(ended.await(30, SECONDS)).as("the look was given up").isTrue();
  }

  private static void start(Runnable asking) {
    Thread.ofPlatform().daemon().start(asking);
  }

  @Test
  void aLookThatTookLongIsAsGoodAsAnyOnceItEnds() {
    AtomicInteger looks = new AtomicInteger();
    TestClock clock = TestClock.at("2026-11-20T12:00:00Z");
    HealthChecks checks =
        checks(
            () -> {
              looks.incrementAndGet();
              clock.advance(Duration.ofSeconds(3));
              throw new SQLException("the database is away");
            },
            clock);
    assertThat(checks.now()).isSameAs(checks.now());
    assertThat(looks).hasValue(1);
    clock.advance(Duration.ofSeconds(1));
    checks.now();
    assertThat(looks).hasValue(2);
  }

  private static HealthChecks checks(ConnectionFactory database, Clock clock) {
    return new HealthChecks(
        new OperationStore(Jdbi.create(database)),
        new KnownSchema("1"),
        server.bean(Jobs.class),
        server.bean(Sources.class),
        clock);
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void anotherSchemaIsDown() {
    Health health =
        new HealthChecks(
                new OperationStore(server.database().jdbi()),
                new KnownSchema("001"),
                server.bean(Jobs.class),
                server.bean(Sources.class),
                Clock.systemUTC())
            .now();
    assertThat(health.checks())
        .filteredOn(check -> check.condition() == Condition.DOWN)
        .singleElement()
        .matches(check -> check.name().equals("schema") && check.detail().contains("001"));
  }

  @Test
  void matchingIsIllWhenAChangeWaitsAndNotWhenRecordsAreMatchedAgain() {
    TestClock clock = TestClock.at("2026-11-20T12:00:00Z");
    try (TestDatabase database = new TestDatabase()) {
      new Vulnerabilities(
              database.jdbi(), new ChangeStreams(database.jdbi()), database.transactions(), clock)
          .take(List.of(Records.incoming("CVE-2024-0009", "2026-11-20T11:00:00Z", "Text")));
      HealthChecks checks =
          new HealthChecks(
              new OperationStore(database.jdbi()),
              new KnownSchema("001"),
              server.bean(Jobs.class),
              server.bean(Sources.class),
              clock);
      assertThat(matching(checks).condition()).isEqualTo(Condition.UP);
      clock.advance(Duration.ofSeconds(61));
      assertThat(matching(checks).condition()).isEqualTo(Condition.DEGRADED);
      database
          .jdbi()
          .useHandle(
              handle -> {
                handle.execute("insert into matching_due select id from vulnerability");
                handle.execute(
                    "insert into stage_watermark (stage, change)"
                        + " select 'matching', max(change) from vulnerability");
              });
      clock.advance(Duration.ofSeconds(61));
      assertThat(matching(checks))
          .isEqualTo(
              new Check(
                  "matching",
                  Condition.UP,
                  "every change is matched, 1 records are to be matched again"));
    }
  }

  private static Check matching(HealthChecks checks) {
    return checks.now().checks().stream()
        .filter(check -> check.name().equals("matching"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void measurementsNeedAnOperatorOrAToken() {
    assertThat(server.anonymous().get("/metrics/prometheus").status()).isEqualTo(303);
    assertThat(server.signIn(Role.SECURITY_TEAM).get("/metrics/prometheus").status())
        .isEqualTo(403);
    assertThat(server.signIn(Role.OPERATOR).get("/metrics/prometheus").status()).isEqualTo(200);
    assertThat(measurements()).contains("snowguard_");
  }

  /** As Prometheus collects them. */
  private static String measurements() {
    String token =
        server
            .bean(ApiTokens.class)
            .issue(server.addAccount(Role.OPERATOR), Set.of(Scope.METRICS), Duration.ofDays(1))
            .secret();
    TestClient.Answer answer =
        server
            .anonymous()
            .get(
                "/metrics/prometheus",
                Map.of(
                    "Authorization",
                    "Bearer " + token,
                    "Accept",
                    "text/plain;version=0.0.4;q=0.5"));
    assertThat(answer.status()).isEqualTo(200);
    return answer.body();
  }

  private static double value(String line) {
    Matcher found =
        Pattern.compile("(?m)^" + Pattern.quote(line) + " (\\S+)$").matcher(measurements());
    assertThat(found.find()).as(line).isTrue();
    return Double.parseDouble(found.group(1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "snowguard_source_since_good_seconds{source=\"kev\"}",
        "snowguard_source_lag_seconds{source=\"epss\"}",
        "snowguard_source_failures{source=\"epss\"}",
        "snowguard_source_runs_total{source=\"kev\"}",
        "snowguard_source_failed_runs_total{source=\"epss\"}",
        "snowguard_records_total{kind=\"read\",source=\"kev\"}",
        "snowguard_job_duration_seconds_count{job=\"source-kev\",outcome=\"good\"}",
        "snowguard_job_duration_seconds_count{job=\"source-epss\",outcome=\"failed\"}",
        "snowguard_match_latency_seconds_bucket{le=\"1.0\"}",
        "snowguard_matching_behind_seconds",
        "snowguard_matching_due",
        "snowguard_queue_oldest_seconds",
        "snowguard_health{check=\"sources\"}",
        "jvm_memory_used_bytes{area=\"heap\",id=",
        "hikaricp_connections_active{pool=\"snowguard\"}",
        "http_server_requests_seconds_count{"
      })
  void isMeasured(String name) {
    server.anonymous().get("/sources");
    assertThat(measurements()).contains("\n" + name);
  }

  @Test
  void measurementsMove() {
    double runs =
        value("snowguard_job_duration_seconds_count{job=\"source-kev\",outcome=\"good\"}");
    double stored = value("snowguard_source_runs_total{source=\"kev\"}");
    server.bean(Jobs.class).start("source-kev", 1);
    await(() -> source("kev").runs() > stored);
    await(
        () ->
            value("snowguard_job_duration_seconds_count{job=\"source-kev\",outcome=\"good\"}")
                > runs);
    assertThat(value("snowguard_source_failures{source=\"epss\"}")).isPositive();
    assertThat(value("snowguard_health{check=\"sources\"}")).isEqualTo(0.5);

    double matched = value("snowguard_match_latency_seconds_count");
    Instant now = Clock.systemUTC().instant();
    server
        .bean(Vulnerabilities.class)
        .take(List.of(Records.incoming("CVE-2024-0009", now.toString(), "Text")));
    server.bean(Arrivals.class).recordsArrived();
    await(() -> value("snowguard_match_latency_seconds_count") > matched);
    assertThat(value("snowguard_match_latency_seconds_max")).isBetween(0.0, 30.0);
  }

  @Test
  void labelsHoldNoAddressesOfPeopleOrSecrets() {
    server.anonymous().get("/sign-in/a-secret-token");
    server.anonymous().get("/no/such/page");
    assertThat(measurements()).doesNotContain("a-secret-token").doesNotContain("no/such/page");
  }
}
