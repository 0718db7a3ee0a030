package org.snowguard.server.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.snowguard.server.TestServer;
import org.snowguard.server.account.Account;
import org.snowguard.server.account.Accounts;
import org.snowguard.server.ingest.source.FakeService;
import org.snowguard.server.ingest.source.Sources;
import org.snowguard.server.web.Role;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LoggingTest {

  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final String NVD_KEY = "0123-a-key-of-the-nvd-4567";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final PrintStream before = System.err;
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  @BeforeEach
  void listen() {
    System.setErr(new PrintStream(written, true, UTF_8));
  }

  @AfterEach
  void stop() {
    System.setErr(before);
    Logging.use(LogSettings.Format.TEXT);
  }

  private List<String> lines() {
    return written.toString(UTF_8).lines().toList();
  }

  @Test
  void jsonHasTheFieldsOfARun() {
    Logging.use(LogSettings.Format.JSON);
    try (MDC.MDCCloseable _ = MDC.putCloseable("job", "source-kev")) {
      LoggerFactory.getLogger("org.snowguard.test")
          .warn("Two\nlines and a \"quote\"", new IllegalStateException("why"));
    }
    assertThat(lines()).hasSize(1);
    JsonNode line = JSON.readTree(lines().getFirst());
    assertThat(line.at("/message").asString()).isEqualTo("Two\nlines and a \"quote\"");
    assertThat(line.at("/job").asString()).isEqualTo("source-kev");
    assertThat(line.at("/log/level").asString()).isEqualTo("WARN");
    assertThat(line.at("/service/name").asString()).isEqualTo("snowguard");
    assertThat(line.at("/error/message").asString()).isEqualTo("why");
    assertThat(Instant.parse(line.at("/@timestamp").asString())).isNotNull();
  }

  @Test
  void textHasThemTooAndNoColour() {
    Logging.use(LogSettings.Format.TEXT);
    try (MDC.MDCCloseable _ = MDC.putCloseable("job", "source-kev")) {
      LoggerFactory.getLogger("org.snowguard.test").info("Read");
    }
    LoggerFactory.getLogger("org.snowguard.test").info("Plain");
    assertThat(lines().getFirst()).endsWith("[job=source-kev] - Read");
    assertThat(lines().getLast()).endsWith("test - Plain").doesNotContain("\u001b");
  }

  @ParameterizedTest
  @EnumSource(LogSettings.Format.class)
  void secretsAreNotWritten(LogSettings.Format format) {
    String link;
    String url;
    try (FakeService service = new FakeService();
        TestServer server =
            TestServer.start(
                Map.of(
                    "snowguard.log.format", format.name().toLowerCase(Locale.ROOT),
                    "snowguard.sources.kev", service.uri("/none").toString(),
                    "snowguard.sources.nvd", service.uri("/no-nvd").toString(),
                    "snowguard.sources.nvd-key", NVD_KEY))) {
      url = server.database().url();
      Account account = server.addAccount(Role.TRIAGER);
      link = server.bean(Accounts.class).issueLink(account, Duration.ofHours(1)).token();
      Instant end = Clock.systemUTC().instant().plus(LONGEST);
      while (server.bean(Sources.class).list().stream().anyMatch(source -> source.failures() == 0)
          && Clock.systemUTC().instant().isBefore(end)) {
        Thread.onSpinWait();
      }
      // Where a link is opened while the database is away, the failure is told with its address.
      server
          .database()
          .jdbi()
          .useHandle(
              handle ->
                  handle.execute("alter table sign_in_link rename to sign_in_link_elsewhere"));
      server.anonymous().submit("/sign-in", Map.of("token", link));
      server.anonymous().get("/sign-in/" + link);
    }
    String password = url.substring(url.indexOf("password=") + "password=".length());
    assertThat(password).hasSizeGreaterThan(8);
    String all = written.toString(UTF_8);
    assertThat(all)
        .contains("source-kev", "source-nvd", "Failure ")
        .doesNotContain(link, password, NVD_KEY);
    if (format == LogSettings.Format.JSON) {
      assertThat(lines())
          .filteredOn(line -> line.contains("Source kev failed"))
          .isNotEmpty()
          .allSatisfy(
              line -> {
                JsonNode read = JSON.readTree(line);
                assertThat(read.at("/source").asString()).isEqualTo("kev");
                assertThat(read.at("/run").asString()).hasSize(8);
              });
    }
  }

  @Test
  void anUnknownFormIsToldInOneLine() {
    Settings settings = Settings.resolve(Map.of("snowguard.log.format", "xml"), Map.of(), null);
    assertThat(catchThrowable(() -> settings.bind("snowguard.log", LogSettings.class)))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("snowguard.log");
  }
}
