package org.snowguard.server.issue.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.TestClient;
import org.snowguard.server.TestServer;
import org.snowguard.server.nixpkgs.Packages;
import org.snowguard.server.suggestion.TriageWorld;
import org.snowguard.server.web.LocalPath;
import org.snowguard.server.web.Role;

class RulePagesTest {

  private static final TestServer SERVER = TestServer.start(Map.of()).withoutBackgroundWork();
  private static final Pattern SEEN = Pattern.compile("name=\"seen\" value=\"(\\w+)\"");

  private TriageWorld world;
  private TestClient security;

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @BeforeEach
  void arrange() {
    world = new TriageWorld(SERVER.database());
    world.ship(TriageWorld.UNSTABLE, Packages.of("zlib 1.3"));
    world.index();
    security = SERVER.signIn(world.accounts.add("sec", Set.of(Role.SECURITY_TEAM)));
  }

  private static Map<String, String> fields() {
    return new HashMap<>(Map.of("project", "zlib", "action", "collect", "reason", "too many"));
  }

  private TestClient.Answer tried(Map<String, String> fields) {
    StringBuilder path = new StringBuilder("/rules/new?try=yes");
    fields.forEach(
        (name, value) -> path.append('&').append(name).append('=').append(LocalPath.query(value)));
    return security.get(path.toString());
  }

  private static String between(String text, String from, String to) {
    return text.substring(text.indexOf(from), text.indexOf(to));
  }

  @Test
  void whatIsTakenAtOnceIsNamedApartFromThePast() {
    long old = world.suggested("CVE-2024-0001", "zlib", 0.99, Verdict.AFFECTED).id();

    String page = tried(fields()).body();

    assertThat(between(page, "id=\"at-once\"", "id=\"in-the-past\""))
        .contains("At once: 1 of 1 cards", "href=\"/queue/" + old + "\"", "CVE-2024-0001");
    assertThat(between(page, "id=\"in-the-past\"", "name=\"seen\""))
        .contains("0 of 0 cards")
        .doesNotContain("CVE-2024-0001");
    assertThat(page).contains("Make this rule; it takes 1 card at once");
  }

  @ParameterizedTest
  @CsvSource({
    "project, zlibb, project \"zlibb\"",
    "max-score, 11, max-score \"11\"",
    "expires, soon, expiry \"soon\"",
    "expires, 2020-01-01, expiry on 2020-01-01"
  })
  void whatCannotBeReadIsNamedAndWhatWasTypedIsKept(String field, String typed, String named) {
    Map<String, String> fields = fields();
    fields.put(field, typed);

    TestClient.Answer answer = tried(fields);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .contains("The trouble is with " + named)
        .contains("value=\"too many\"", "value=\"" + typed + "\"")
        .doesNotContain("Make this rule");
  }

  @Test
  void anotherDryRunIsShownWhereTheFirstHoldsNoMore() {
    Map<String, String> fields = fields();
    Matcher seen = SEEN.matcher(tried(fields).body());
    assertThat(seen.find()).isTrue();
    fields.put("seen", seen.group(1));
    world.suggested("CVE-2024-0002", "zlib", 0.99, Verdict.AFFECTED);

    TestClient.Answer answer = security.submit("/rules", fields);

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.body())
        .contains("other cards than the dry run showed you", "CVE-2024-0002", "it takes 1 card");
    Matcher again = SEEN.matcher(answer.body());
    assertThat(again.find()).isTrue();
    fields.put("seen", again.group(1));
    assertThat(security.submit("/rules", fields).location()).startsWith("/rule/");
  }
}
