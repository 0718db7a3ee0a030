package org.snowguard.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.TestClient;
import org.snowguard.server.TestClient.Answer;
import org.snowguard.server.TestServer;
import org.snowguard.server.account.Accounts;
import org.snowguard.server.nixpkgs.Packages;
import org.snowguard.server.suggestion.QueueCard;
import org.snowguard.server.suggestion.TriageWorld;

/**
 * Every text that others give, in every table, says what attackers say; then a reader follows every
 * link. Columns and pages are found, not listed: what is added later is tried as well.
 */
class HostileTextTest {

  private static final String MARK = "zq9";
  private static final String HOSTILE =
      """
       zq9 </title></textarea></script><script>zq9()</script><img src=x onerror=zq9()>\
      <svg/onload=zq9()>" onmouseover="zq9()" ' onfocus='zq9()' autofocus \
      [zq9](javascript:zq9()) ![zq9](https://evil.example/x.png) <a href="javascript:zq9()">zq9</a> \
      <a href=https://evil.example style=position:fixed>zq9</a> javascript:zq9() \
      https://evil.example/"onclick=zq9() <style>*{display:none}</style> <iframe src=//evil.example> \
      <base href=//evil.example> <form action=//evil.example><button formaction=//evil.example>\
      &lt;script&gt; \u202E${7*7}\
      """;

  /** What people and the sources that we read write freely; by it no row is looked up. */
  private static final String FREE_TEXT =
      """
      select table_name, column_name, data_type = 'ARRAY' as is_array
      from information_schema.columns
      join information_schema.tables using (table_schema, table_name)
      where table_schema = current_schema() and table_type = 'BASE TABLE'
        -- what these hold is JSON of ours, made of texts that stand elsewhere
        and table_name not in ('publication_item', 'weekly_report')
        and (data_type = 'text' or (data_type = 'ARRAY' and udt_name = '_text'))
        and (column_name in ('title', 'description', 'label', 'subject_label', 'note', 'login', 'pname',
            'version', 'reason', 'error', 'reason_text', 'record_id', 'entry', 'assigner', 'text', 'body',
            'comment', 'words', 'message', 'changed_since', 'products', 'because', 'labels', 'github_login',
            'fixed_version', 'pointer', 'end_reason', 'unit', 'vendor', 'product')
          or (column_name = 'name' and table_name in ('account', 'maintainer', 'known_exploited', 'package_span')))
      order by table_name, column_name
      """;

  private static final int MOST_PAGES = 500;
  private static final int MOST_QUERIES_OF_A_PATH = 6;

  private static final TestServer SERVER = TestServer.start(Map.of()).withoutBackgroundWork();
  private static final Set<String> POISONED = new LinkedHashSet<>();

  @BeforeAll
  static void arrange() {
    TriageWorld world = new TriageWorld(SERVER.database());
    world.ship(TriageWorld.UNSTABLE, Packages.of("zlib 1.3"), Packages.of("curl 8.9"));
    world.ship(TriageWorld.OLD, Packages.of("zlib 1.2"), Packages.of("gone 1.0"));
    world.suggested("CVE-2024-0001", "zlib", 0.99, Verdict.AFFECTED);
    QueueCard accepted = world.suggested("CVE-2024-0002", "curl", 0.99, Verdict.AFFECTED);
    world.triage.accept(accepted.seen(), world.alice);
    world.triage.removePackage(world.card("CVE-2024-0002").seen(), "curl", world.alice);
    world.take(
        world.record("CVE-2024-0003", HOSTILE.replace("\"", "\\\"")),
        world.suggest("CVE-2024-0003", "zlib", 0.7, Verdict.UNKNOWN));
    Jdbi jdbi = SERVER.database().jdbi();
    type(jdbi);
    jdbi.useTransaction(HostileTextTest::poison);
  }

  /** As people type it into forms. */
  private static void type(Jdbi jdbi) {
    long issue =
        jdbi.withHandle(
            handle -> handle.createQuery("select min(id) from issue").mapTo(Long.class).one());
    TestClient person = SERVER.signIn(Role.SECURITY_TEAM);
    String text = HOSTILE.replace("\u202E", "").strip();
    String title = text.substring(0, 200);
    accepted(
        person.submit(
            "/issues/new",
            Map.of("title", title, "description", text, "kind", "project", "name", "zlib")));
    accepted(edit(person, jdbi, issue, "words", Map.of("title", title, "description", text)));
    accepted(
        edit(
            person,
            jdbi,
            issue,
            "entry",
            Map.of("kind", "project", "name", "zlib", "action", "add", "reason", text)));
    accepted(
        edit(
            person,
            jdbi,
            issue,
            "verdict",
            Map.of("attribute", "zlib", "verdict", "not_affected", "reason", text)));
    accepted(
        edit(
            person,
            jdbi,
            issue,
            "link",
            Map.of("url", "https://example.org/?" + MARK, "title", title)));
    assertThat(
            edit(person, jdbi, issue, "link", Map.of("url", "javascript:zq9()", "title", "x"))
                .status())
        .as("links lead to the web alone")
        .isEqualTo(400);
  }

  private static Answer edit(
      TestClient person, Jdbi jdbi, long issue, String what, Map<String, String> fields) {
    int revision =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery("select revision from issue where id = :id")
                    .bind("id", issue)
                    .mapTo(Integer.class)
                    .one());
    Map<String, String> all = new LinkedHashMap<>(fields);
    all.put("revision", Integer.toString(revision));
    return person.submit("/issue/" + issue + "/" + what, all);
  }

  private static void accepted(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(303);
  }

  private static void poison(Handle handle) {
    List<Map<String, Object>> columns = handle.createQuery(FREE_TEXT).mapToMap().list();
    for (Map<String, Object> column : columns) {
      String table = String.valueOf(column.get("table_name"));
      String name = String.valueOf(column.get("column_name"));
      boolean isArray = Boolean.TRUE.equals(column.get("is_array"));
      handle.savepoint("before");
      try {
        int rows =
            handle
                .createUpdate(
                    isArray
                        ? "update %s set %s = %s || array[:text]".formatted(table, name, name)
                        : "update %s set %s = coalesce(%s, '') || :text"
                            .formatted(table, name, name))
                .bind("text", HOSTILE)
                .execute();
        if (rows > 0) {
          POISONED.add(table + "." + name);
        }
        handle.releaseSavepoint("before");
      } catch (JdbiException e) {
        // A word of a closed list after all, or append-only.
        handle.rollbackToSavepoint("before");
      }
    }
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test
  void nothingOnAnyPageRunsOrLeadsAstrayAndReadingChangesNothing() {
    TestClient reader = SERVER.signIn(Role.SECURITY_TEAM, Role.OPERATOR);
    long events = events();
    Deque<String> open = new ArrayDeque<>();
    Handlers.of(SERVER).stream()
        .filter(call -> !call.changes() && !call.pattern().contains("{"))
        .filter(call -> !call.pattern().startsWith("/sign-in"))
        .forEach(call -> open.add(call.pattern()));
    Set<String> seen = new LinkedHashSet<>(open);
    Map<String, Integer> queries = new HashMap<>();
    Map<String, List<String>> dangers = new LinkedHashMap<>();
    Set<String> marked = new LinkedHashSet<>();
    while (!open.isEmpty() && seen.size() < MOST_PAGES) {
      String path = open.remove();
      Answer answer = reader.get(path);
      assertThat(answer.status()).as(path + ": " + answer.body()).isLessThan(500);
      if (answer.status() == 400 && !answer.headers().containsKey("content-security-policy")) {
        // Escaped slashes are refused by the container itself, in a page without anybody's text.
        assertThat(answer.body()).as(path).doesNotContain(MARK);
        continue;
      }
      if (!answer.headers().getOrDefault("content-type", "").startsWith("text/html")) {
        assertThat(answer.headers()).as(path).containsEntry("x-content-type-options", "nosniff");
        continue;
      }
      List<String> found = Markup.dangers(answer.body());
      if (!found.isEmpty()) {
        dangers.put(path, found);
      }
      if (answer.body().contains(MARK)) {
        marked.add(path.replaceFirst("\\?.*", ""));
      }
      for (String link : links(answer.body())) {
        if (seen.contains(link)
            || queries.merge(link.replaceFirst("\\?.*", ""), 1, Integer::sum)
                > MOST_QUERIES_OF_A_PATH) {
          continue;
        }
        seen.add(link);
        open.add(link);
      }
    }
    assertThat(dangers).isEmpty();
    assertThat(POISONED)
        .contains(
            "vulnerability.title", "maintainer.login", "event.note", "issue.title", "account.name");
    assertThat(marked)
        .as("pages on which the text stands")
        .contains(
            "/queue", "/issues", "/activity", "/package/zlib", "/vulnerability/CVE-2024-0001");
    assertThat(events()).as("events after reading").isEqualTo(events);
  }

  private static long events() {
    return SERVER
        .database()
        .jdbi()
        .withHandle(
            handle -> handle.createQuery("select count(*) from event").mapTo(Long.class).one());
  }

  private static List<String> links(String html) {
    return Markup.tags(html).stream()
        .filter(tag -> tag.name().equals("a"))
        .map(tag -> tag.attributes().getOrDefault("href", ""))
        .filter(link -> link.startsWith("/") && !link.startsWith("//"))
        .map(link -> link.replaceFirst("#.*", ""))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "<img src=x>",
        "<a href=\"javascript:alert(1)\">x</a>",
        "<a href=' data:text/html,x'>x</a>",
        "<p title=\"\" onmouseover=\"x\">",
        "<svg/onload=x>",
        "<iframe src=/>",
        "<form action=javascript:x>",
        "<div style=position:fixed>",
        "<a\nhref=\"JaVaScRiPt:x\">"
      })
  void theReaderKnowsDanger(String html) {
    assertThat(Markup.dangers("<p>before</p>" + html)).isNotEmpty();
  }

  @Test
  void theReaderKnowsWhatIsHarmless() {
    assertThat(
            Markup.dangers(
                "<a href=\"/x?a=&quot;onclick=1\" title=\"&lt;script&gt;\">&lt;script&gt;</a>"
                    + "<input value=\" onfocus=alert(1) \"><script src=\"/static/a.js\"></script>"))
        .isEmpty();
  }

  @Test
  void searchingForItAndGettingLostShowItEscaped() {
    TestClient reader = SERVER.signIn(SERVER.bean(Accounts.class).list().getFirst());
    String asked = LocalPath.query(HOSTILE.replace("\u202E", "").replace("/", ""));
    for (String path :
        List.of("/search?q=" + asked, "/queue?q=" + asked, "/package/" + asked, "/no/" + asked)) {
      Answer answer = reader.get(path);
      assertThat(answer.status()).isLessThan(500);
      assertThat(Markup.dangers(answer.body())).as(path).isEmpty();
    }
  }
}
