package org.snowguard.server.browse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.snowguard.server.TestServer;
import org.snowguard.server.nixpkgs.Packages;
import org.snowguard.server.publication.PublicWorld;
import org.snowguard.server.suggestion.TriageWorld;

/** Pages of what is open stay small however much it is. */
class OpenIssueListsTest {

  private static final Pattern NEXT = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"");
  private static final TestServer SERVER = TestServer.start(Map.of()).withoutBackgroundWork();

  private PublicWorld open;

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @BeforeEach
  void arrange() {
    open = new PublicWorld(SERVER.database());
    open.triage.ship(TriageWorld.UNSTABLE, Packages.of("zlib 1.3"));
  }

  private void publish(int from, int to) {
    for (int number = from; number <= to; number++) {
      long issue = open.triage.draft("CVE-2024-%04d".formatted(number), "zlib");
      open.triage.publish(issue, "NIXPKGS-2026-%04d".formatted(number));
    }
    open.triage.clock.advance(Duration.ofHours(1));
    open.published.refresh();
  }

  private static String page(String path) {
    return SERVER.anonymous().get(path).body();
  }

  private static String next(String page) {
    Matcher found = NEXT.matcher(page);
    assertThat(found.find()).as("a link to the next page").isTrue();
    return found.group(1).replace("&amp;", "&");
  }

  @Test
  void channelShowsTheFirstAndLeadsToAll() {
    publish(1, 51);
    assertThat(page("/channel/nixos-unstable"))
        .contains("Published issues that are open here: 51", "/channel/nixos-unstable/issues")
        .contains("/issue/NIXPKGS-2026-0050\"")
        .doesNotContain("/issue/NIXPKGS-2026-0051\"");
    String first = page("/channel/nixos-unstable/issues");
    assertThat(first).contains("Published ones: 51").doesNotContain("/issue/NIXPKGS-2026-0051\"");
    assertThat(page(next(first)))
        .contains("/issue/NIXPKGS-2026-0051\"")
        .doesNotContain("/issue/NIXPKGS-2026-0050\"", "rel=\"next\"");
    assertThat(page("/channel/nixos-unstable/issues.json")).contains("\"total\":51");
  }

  @Test
  void maintainerTurnsPages() {
    publish(1, 51);
    String first = page("/maintainer/maintainer-17");
    assertThat(first).contains("Published issues that are open: 51");
    assertThat(page(next(first))).contains("/issue/NIXPKGS-2026-0051\"");
  }

  @Test
  void whatWasPublishedIsThereAtOnce() {
    publish(1, 1);
    assertThat(page("/channel/nixos-unstable")).contains("open here: 1<");
    publish(2, 2);
    assertThat(page("/channel/nixos-unstable")).contains("open here: 2<");
    assertThat(page("/channel/nixos-unstable/issues")).contains("/issue/NIXPKGS-2026-0002\"");
  }

  /** A package in many channels asks the database as often as one in a single channel. */
  @Test
  void packageOfManyChannelsIsReadAtOnce() {
    int one = statements(() -> page("/package/zlib"));
    open.triage.ship("nixos-26.05", Packages.of("zlib 1.2"));
    open.triage.ship("nixos-25.11", Packages.of("zlib 1.1"));
    int three = statements(() -> page("/package/zlib"));
    assertThat(one).isPositive();
    assertThat(three).isEqualTo(one);
  }

  private static int statements(Runnable asked) {
    AtomicInteger count = new AtomicInteger();
    SqlStatements config = SERVER.bean(Jdbi.class).getConfig(SqlStatements.class);
    SqlLogger before = config.getSqlLogger();
    config.setSqlLogger(
        new SqlLogger() {
          @Override
          public void logAfterExecution(StatementContext context) {
            if (context.getRenderedSql().matches("(?s).*package_(sources|metadata)\\b.*")) {
              count.incrementAndGet();
            }
          }
        });
    try {
      asked.run();
    } finally {
      config.setSqlLogger(before);
    }
    return count.get();
  }
}
