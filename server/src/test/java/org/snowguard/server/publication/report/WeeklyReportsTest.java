package org.snowguard.server.publication.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowguard.core.issue.CloseReason;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.nixpkgs.Packages;
import org.snowguard.server.publication.PublicWorld;
import org.snowguard.server.publication.Published;
import org.snowguard.server.suggestion.TriageWorld;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.NotFound;

class WeeklyReportsTest {

  private static final String STABLE = PublicWorld.STABLE;

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private PublicWorld open;
  private TriageWorld world;
  private Published published;
  private WeeklyReports reports;

  @BeforeEach
  void arrange() {
    open = new PublicWorld(DATABASE);
    world = open.triage;
    published = open.published;
    world.jdbi.useHandle(handle -> handle.execute("truncate weekly_report, report_thanks"));
    world.ship(TriageWorld.UNSTABLE, Packages.of("zlib 1.3"));
    world.ship(STABLE, Packages.of("zlib 1.2"));
    reports = WeeklyReports.in(world.jdbi, world.transactions, world.clock);
  }

  private long publish(String id, Verdict unstable, Verdict stable, String publicId) {
    long issue = open.draft(id, unstable, stable);
    world.publish(issue, publicId);
    published.refresh();
    return issue;
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-16T00:00:00Z, 2026-W47, 2026-11-16, 2026-11-22",
    "2026-11-22T23:59:59Z, 2026-W47, 2026-11-16, 2026-11-22",
    "2026-11-23T00:00:00Z, 2026-W48, 2026-11-23, 2026-11-29",
    "2027-01-01T00:00:00Z, 2026-W53, 2026-12-28, 2027-01-03",
    "2024-12-30T12:00:00Z, 2025-W01, 2024-12-30, 2025-01-05"
  })
  void weekIsThatOfIso8601(Instant moment, String text, String monday, String sunday) {
    Week week = Week.of(moment);
    assertThat(week.text()).isEqualTo(text);
    assertThat(Week.parse(text)).isEqualTo(week);
    assertThat(week.monday()).isEqualTo(monday);
    assertThat(week.sunday()).isEqualTo(sunday);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-47", "2026-W00", "2026-W54", "2025-W53", "week", ""})
  void whatIsNoWeekIsRefused(String text) {
    assertThatExceptionOfType(BadInput.class).isThrownBy(() -> Week.parse(text));
  }

  @Test
  void tellsWhatHappened() {
    publish("CVE-2024-0001", Verdict.NOT_AFFECTED, Verdict.AFFECTED, "NIXPKGS-2026-0001");
    long closed = publish("CVE-2024-0002", Verdict.AFFECTED, Verdict.AFFECTED, "NIXPKGS-2026-0002");
    world.issues.close(closed, CloseReason.WILL_NOT_FIX, "because", world.alice);
    published.refresh();
    Roundup roundup = reports.of(Week.parse("2026-W47"));
    assertThat(roundup.over()).isFalse();
    assertThat(roundup.published()).extracting(Roundup.Line::id).hasSize(2);
    assertThat(roundup.closed()).extracting(Roundup.Line::closedAs).containsExactly("will not fix");
    assertThat(roundup.backports())
        .extracting(Roundup.Line::channels)
        .containsExactly(List.of(STABLE));
    assertThat(roundup.open())
        .containsExactly(new Roundup.OpenIn(STABLE, 1, 0, 0, 0, 0, roundup.oldest()));
    assertThat(RoundupText.markdown(roundup))
        .startsWith("# Nixpkgs security roundup, week 2026-W47\n")
        .contains(
            "[NIXPKGS-2026-0001](https://example.org/issue/NIXPKGS-2026-0001)",
            "wanted for nixos-26.05",
            "| nixos-26.05 | 1 | 0 | 0 | 0 | 0 | 1 |");
    assertThat(RoundupText.mail(roundup))
        .startsWith("Subject: Nixpkgs security roundup, week 2026-W47\n");
  }

  /** Each line is a package in a channel; the week ends on 23 November. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          zlib fixed 17                  | the one package is fixed
          zlib fixed 17, zlib-ng fixed 2 | the last one counts
          zlib fixed 17, zlib-ng open    |
          zlib fixed 15                  |
          zlib fixed 23                  |
          zlib not_affected 17           |
          """)
  void fixThatReachedAChannelIsToldWhileTheIssueIsOpenElsewhere(
      String rows, @Nullable String because) {
    long issue = publish("CVE-2024-0001", Verdict.AFFECTED, Verdict.AFFECTED, "NIXPKGS-2026-0001");
    world.jdbi.useHandle(handle -> handle.execute("delete from issue_status"));
    for (String row : rows.split(", ")) {
      String[] words = row.split(" ");
      boolean isOpen = words[1].equals("open");
      world.jdbi.useHandle(
          handle ->
              handle.execute(
                  """
                  insert into issue_status (issue_id, vulnerability, attribute, channel_id, verdict,
                    status, how, how_text, since, open, ended_at)
                  select ?, 'CVE-2024-0001', ?, id, 'affected', ?, 'version', '', now(), ?,
                    ?::timestamptz
                  from channel where name = ?
                  """,
                  issue,
                  words[0],
                  isOpen ? "affected" : words[1],
                  isOpen,
                  isOpen ? null : "2026-11-%02dT10:00:00Z".formatted(Integer.parseInt(words[2])),
                  STABLE));
    }
    Roundup roundup = reports.of(Week.parse("2026-W47"));
    assertThat(roundup.fixed())
        .extracting(line -> line.id() + " " + line.channels())
        .isEqualTo(because == null ? List.of() : List.of("NIXPKGS-2026-0001 [" + STABLE + "]"));
    assertThat(roundup.in(STABLE).fixed()).isEqualTo(roundup.fixed());
    assertThat(roundup.in(TriageWorld.UNSTABLE).fixed()).isEmpty();
  }

  @Test
  void ofOneChannelIsToldWhatConcernsIt() {
    publish("CVE-2024-0001", Verdict.NOT_AFFECTED, Verdict.AFFECTED, "NIXPKGS-2026-0001");
    publish("CVE-2024-0002", Verdict.AFFECTED, Verdict.AFFECTED, "NIXPKGS-2026-0002");
    Week week = Week.parse("2026-W47");
    Roundup unstable = reports.of(week, TriageWorld.UNSTABLE);
    for (List<Roundup.Line> lines : List.of(unstable.published(), unstable.oldest())) {
      assertThat(lines).extracting(Roundup.Line::id).containsExactly("NIXPKGS-2026-0002");
      assertThat(lines.getFirst().channels()).containsExactly(TriageWorld.UNSTABLE);
    }
    assertThat(unstable.open())
        .extracting(Roundup.OpenIn::channel)
        .containsExactly(TriageWorld.UNSTABLE);
    assertThat(unstable.backports()).isEmpty();
    assertThat(reports.of(week, STABLE).backports())
        .extracting(Roundup.Line::id)
        .containsExactly("NIXPKGS-2026-0001");
    assertThat(RoundupText.title(unstable)).endsWith("week 2026-W47, nixos-unstable");
    assertThatExceptionOfType(NotFound.class).isThrownBy(() -> reports.of(week, "nixos-99.11"));
  }

  @Test
  void weekThatIsOverStaysAsItWasWritten() {
    publish("CVE-2024-0001", Verdict.AFFECTED, Verdict.AFFECTED, "NIXPKGS-2026-0001");
    world.clock.advance(Duration.ofDays(3));
    Roundup first = reports.of(reports.latest());
    assertThat(first.week()).isEqualTo("2026-W47");
    assertThat(first.over()).isTrue();
    assertThat(first.published()).hasSize(1);

    world.jdbi.useHandle(handle -> handle.execute("truncate publication_item"));
    world.clock.advance(Duration.ofDays(30));
    assertThat(reports.of(Week.parse("2026-W47"))).isEqualTo(first);
    assertThat(reports.weeks()).containsExactly("2026-W47");
    assertThatExceptionOfType(NotFound.class)
        .as("what stood then is not known")
        .isThrownBy(() -> reports.of(Week.parse("2026-W46")));
    assertThatExceptionOfType(NotFound.class)
        .as("it has not begun")
        .isThrownBy(() -> reports.of(Week.parse("2030-W01")));
  }

  @Test
  void thanksOnlyWhoWantsIt() {
    publish("CVE-2024-0001", Verdict.AFFECTED, Verdict.AFFECTED, "NIXPKGS-2026-0001");
    reports.thank(world.alice, true);
    reports.thank(world.bob, true);
    world.clock.advance(Duration.ofDays(3));
    assertThat(RoundupText.markdown(reports.of(reports.latest())))
        .as("bob did nothing")
        .contains("## Thanks\n\nalice\n");
    reports.thank(world.alice, false);
    assertThat(RoundupText.markdown(reports.of(Week.parse("2026-W47")))).doesNotContain("alice");
  }

  @Test
  void whoWantsThanksLaterIsNamedInLaterWeeks() {
    publish("CVE-2024-0001", Verdict.AFFECTED, Verdict.AFFECTED, "NIXPKGS-2026-0001");
    world.clock.advance(Duration.ofDays(3));
    String written = RoundupText.markdown(reports.of(reports.latest()));
    world.clock.advance(Duration.ofHours(1));
    reports.thank(world.alice, true);
    assertThat(RoundupText.markdown(reports.of(Week.parse("2026-W47")))).isEqualTo(written);
  }

  @Test
  void whatHappenedInTheLastMomentsIsNotLost() {
    publish("CVE-2024-0001", Verdict.AFFECTED, Verdict.AFFECTED, "NIXPKGS-2026-0001");
    world.clock.advance(
        Duration.between(world.clock.instant(), Instant.parse("2026-11-22T23:59:59Z")));
    world.publish(
        open.draft("CVE-2024-0002", Verdict.AFFECTED, Verdict.AFFECTED), "NIXPKGS-2026-0002");
    world.clock.advance(Duration.ofSeconds(2));
    Week week = Week.parse("2026-W47");
    assertThat(reports.of(week).published()).as("not among the public forms yet").hasSize(1);
    assertThat(reports.weeks()).isEmpty();

    published.refresh();
    world.clock.advance(WeeklyReports.SETTLED);
    assertThat(reports.of(week).published()).hasSize(2);
    assertThat(reports.weeks()).containsExactly("2026-W47");
  }

  @Test
  void saysTheSameWhereverItIsWritten() {
    publish("CVE-2024-0001", Verdict.NOT_AFFECTED, Verdict.AFFECTED, "NIXPKGS-2026-0001");
    Roundup roundup = reports.of(Week.parse("2026-W47"));
    String here = RoundupText.markdown(roundup);
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(RoundupText.markdown(roundup)).isEqualTo(here);
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@everyone and @nixos/security",
        "[poll]x[/poll] ![x](https://evil.example/a.png) <script>",
        "a\n\n# heading\n- @here",
        "| cell | `code` | #general #77 *bold* ~~gone~~"
      })
  void hostileTitleIsOneLineOfPlainText(String title) {
    Instant at = Instant.parse("2026-11-20T12:00:00Z");
    Roundup.Line line =
        new Roundup.Line(
            "ID-1", "https://example.org/1", title, null, List.of(), List.of(), null, at);
    String text =
        RoundupText.markdown(
            new Roundup(
                "2026-W47",
                null,
                false,
                at,
                at,
                List.of(line),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of()));
    String written = text.lines().filter(one -> one.contains("ID-1")).findFirst().orElseThrow();
    assertThat(text.lines().filter(one -> one.contains("heading") || one.contains("@")))
        .as("stands in the one line")
        .allMatch(written::equals);
    String outsideCode = written.replaceAll("(`+).*?\\1", "");
    assertThat(outsideCode)
        .doesNotContain("@", "](https://evil", "#general", "#77")
        .doesNotContainPattern("(?<!\\\\)[<*~|!]\\S")
        .doesNotContainPattern("(?<!\\\\)\\[(?!ID-1)");
  }

  @Test
  void ownReportIsOfOneself() {
    publish("CVE-2024-0001", Verdict.AFFECTED, Verdict.AFFECTED, "NIXPKGS-2026-0001");
    assertThat(reports.own(world.alice, Week.parse("2026-W47")).done())
        .extracting(OwnReport.OwnCount::kind)
        .contains("issue.published", "suggestion.accepted");
    assertThat(reports.own(world.bob, Week.parse("2026-W47")).done()).isEmpty();
    assertThat(reports.own(world.alice, Week.parse("2026-W46")).done()).isEmpty();
  }
}
