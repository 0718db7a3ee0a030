package org.snowguard.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowguard.core.issue.Urgency;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.issue.content.IssueContent;
import org.snowguard.server.nixpkgs.Packages;
import org.snowguard.server.publication.PublicWorld;
import org.snowguard.server.suggestion.QueueCard;
import org.snowguard.server.suggestion.SuggestionChanges;
import org.snowguard.server.suggestion.TriageWorld;

/** One issue of a grave flaw and a mild one, known five days apart. */
class OverdueTargetsTest {

  private static final String GRAVE = "CVE-2026-0001";
  private static final String MILD = "CVE-2026-0002";

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private PublicWorld open;
  private TriageWorld world;
  private long issue;

  @BeforeEach
  void arrange() {
    open = new PublicWorld(DATABASE);
    world = open.triage;
    world.ship(TriageWorld.UNSTABLE, Packages.of("zlib 1.3"));
    issue = world.draft(GRAVE, "zlib");
    world.clock.advance(Duration.ofDays(5));
    world.take(
        world.record(MILD, "A mild flaw in zlib", OverdueTargetsTest::mild),
        world.suggest(MILD, "zlib", 0.99, Verdict.AFFECTED));
    QueueCard card = world.card(MILD);
    world.triage.acceptInto(card.seen(), issue, world.alice);
    world.publish(issue, "NIXPKGS-2026-0001");
    stands(GRAVE);
    stands(MILD);
  }

  private static String mild(String json) {
    return json.replaceAll("\"metrics\":\\[.*?\\}\\]", "\"metrics\":[]");
  }

  private void stands(String id) {
    world.jdbi.useHandle(
        handle ->
            handle.execute(
                """
                insert into issue_status (issue_id, vulnerability, attribute, channel_id, verdict, status,
                  how, how_text, since, open, stage)
                select ?, ?, 'zlib', id, 'affected', 'affected', 'version', 'in range', now(), true, 'no_fix'
                from channel
                """,
                issue,
                id));
  }

  /** Priority and days late after so many days, with what is fixed and what somebody chose. */
  @ParameterizedTest(name = "{0} fixed, {1} chosen, after {2} days: {3}")
  @CsvSource({
    // P1 by the grave flaw, from when that was known: 7 days.
    ",              ,   6,  ",
    ",              ,   9,  P1 2",
    // What is fixed of an issue still says how grave it is.
    "CVE-2026-0001, ,   9,  P1 2",
    "CVE-2026-0002, ,   9,  P1 2",
    "CVE-2026-0001, P3, 9,  ",
    "CVE-2026-0001, P3, 33, P3 3",
    "'CVE-2026-0001 CVE-2026-0002', , 33, ",
  })
  void isToldAsOnTheIssuesPage(
      @Nullable String fixed, @Nullable String chosen, int days, @Nullable String expected) {
    world.jdbi.useHandle(
        handle -> {
          for (String id : fixed == null ? new String[0] : fixed.split(" ")) {
            handle.execute(
                """
                update issue_status set status = 'fixed', open = false, stage = null where vulnerability = ?
                """,
                id);
          }
          handle.execute("update issue set priority = ?", chosen);
        });
    world.clock.advance(Duration.ofDays(days - 5L));
    open.published.refresh();

    List<String> late =
        new Overdue(
                world.jdbi,
                new SuggestionChanges(world.jdbi),
                Urgency.DEFAULT,
                world.transactions,
                world.clock)
            .projects().stream()
                .flatMap(project -> project.issues().stream())
                .map(one -> one.priority() + " " + one.daysLate())
                .toList();

    assertThat(late).isEqualTo(expected == null ? List.of() : List.of(expected));
    IssueContent content = world.issues.content(issue).orElseThrow();
    if (expected != null) {
      assertThat(expected)
          .isEqualTo(
              content.priority()
                  + " "
                  + Duration.between(content.target(), world.clock.instant()).toDays());
    }
  }
}
