package org.snowguard.server.app.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.snowguard.core.triage.DismissReason;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.nixpkgs.Packages;
import org.snowguard.server.suggestion.Dismissal;
import org.snowguard.server.suggestion.TriageWorld;

class DatabaseDigestTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private final DatabaseDigest digest = new DatabaseDigest(database.jdbi());

  private TriageWorld fill(boolean reversed) {
    TriageWorld world = new TriageWorld(database);
    if (reversed) {
      // Other numbers and times of receipt: nothing that means anything.
      world.record("CVE-2024-0009", "Gone");
      world.jdbi.useHandle(handle -> handle.execute("truncate vulnerability cascade"));
      world.clock.advance(Duration.ofDays(3));
    }
    world.ship(TriageWorld.UNSTABLE, Packages.of("curl 8.9"), Packages.of("zlib 1.3"));
    List<String> ids = new ArrayList<>(List.of("CVE-2024-0001", "CVE-2024-0002", "CVE-2024-0003"));
    if (reversed) {
      Collections.reverse(ids);
    }
    ids.forEach(id -> world.suggested(id, "zlib", 0.99, Verdict.AFFECTED));
    return world;
  }

  private String print() {
    return digest.lines().stream().map(Object::toString).collect(Collectors.joining("\n"));
  }

  @Test
  void anotherWayToTheSameKnowledgeGivesTheSameDigest() {
    fill(false);
    String first = print();
    fill(true);
    assertThat(print()).isEqualTo(first);
    assertThat(digest.lines())
        .filteredOn(line -> line.table().equals("verdicts"))
        .extracting(DatabaseDigest.Line::rows)
        .containsExactly(3L);
  }

  @Test
  void decisionChangesWhatItMeans() {
    TriageWorld world = fill(false);
    List<DatabaseDigest.Line> before = digest.lines();
    world.triage.dismiss(
        world.card("CVE-2024-0001").seen(),
        new Dismissal(DismissReason.NOT_THE_SAME_SOFTWARE, null, null),
        world.alice);
    List<String> changed = new ArrayList<>();
    for (int index = 0; index < before.size(); index++) {
      if (!before.get(index).equals(digest.lines().get(index))) {
        changed.add(before.get(index).table());
      }
    }
    assertThat(changed).containsExactly("suggestions", "lessons", "events");
  }

  /** Tables that the digest leaves out, by the reason. */
  private static final Map<String, List<String>> LEFT_OUT =
      Map.of(
          "accounts, sessions, secrets and addresses are nobody's to compare",
          List.of(
              "account",
              "account_role",
              "account_team",
              "api_token",
              "sign_in_link",
              "spring_session",
              "spring_session_attributes",
              "mail_address",
              "mail_confirmation",
              "mail_message",
              "mail_unsubscribe",
              "github_team",
              "github_team_left"),
          "where work stands and how often it was tried: another way to the same has others",
          List.of(
              "backport_trial",
              "change_stream",
              "channel_advance",
              "channel_fetch",
              "evaluation",
              "first_import",
              "fix_link_due",
              "github_hook",
              "github_limit",
              "github_write",
              "import_run",
              "input_problem",
              "issue_status_due",
              "job",
              "matching_algorithm",
              "matching_due",
              "matching_preview",
              "matching_run",
              "scheduled_tasks",
              "source_state",
              "stage_watermark",
              "suggestion_difference"),
          "made anew from what the digest tells",
          List.of(
              "git_carried",
              "git_revert",
              "issue_standing",
              "issue_status_change",
              "matching_lookup",
              "matching_part",
              "package_maintainer",
              "platform_list",
              "publication_item",
              "publication_status",
              "suggestion_earlier",
              "suggestion_looked_back"),
          "made up at random",
          List.of("feed_identity"));

  @Test
  void everyTableIsToldOrLeftOutForAReason() {
    fill(false);
    String queries =
        DigestTables.ALL.stream().map(DigestTable::query).collect(Collectors.joining("\n"));
    List<String> untold =
        database
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery(
                            """
                            select tablename from pg_tables
                            where schemaname = 'public' and tablename <> 'flyway_schema_history'
                            """)
                        .mapTo(String.class)
                        .list())
            .stream()
            .filter(table -> !isRead(table, queries))
            .toList();
    assertThat(untold)
        .containsExactlyInAnyOrderElementsOf(
            LEFT_OUT.values().stream().flatMap(List::stream).toList());
  }

  private static boolean isRead(String table, String queries) {
    return Pattern.compile("\\b(from|join)\\s+" + table + "\\b").matcher(queries).find();
  }

  @Test
  void roundupsAndThanksAreTold() {
    TriageWorld world = fill(false);
    String before = print();
    world.jdbi.useHandle(
        handle ->
            handle.execute(
                """
                insert into weekly_report values ('2026-W46', now(), '{}', '{1}');
                insert into report_thanks values (?, now())
                """,
                world.alice));
    assertThat(digest.lines())
        .filteredOn(
            line -> line.table().equals("weekly-reports") || line.table().equals("report-choices"))
        .extracting(DatabaseDigest.Line::rows)
        .containsExactly(1L, 1L);
    assertThat(print()).isNotEqualTo(before);
  }
}
