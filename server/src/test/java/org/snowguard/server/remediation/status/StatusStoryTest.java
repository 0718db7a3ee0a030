package org.snowguard.server.remediation.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.snowguard.core.dwell.DwellStart;
import org.snowguard.core.issue.CloseReason;
import org.snowguard.core.issue.Urgency;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.TestServer;
import org.snowguard.server.issue.Issues;
import org.snowguard.server.issue.content.ChannelState;
import org.snowguard.server.issue.content.IssueContents;
import org.snowguard.server.metrics.DwellFigures;
import org.snowguard.server.metrics.DwellFilter;
import org.snowguard.server.metrics.DwellTimes;
import org.snowguard.server.nixpkgs.Packages;
import org.snowguard.server.remediation.pull.Fixes;
import org.snowguard.server.suggestion.TriageWorld;

/** One flaw on its way through two channels; every day and every figure is written by hand. */
class StatusStoryTest {

  private static final String ID = "CVE-2026-0001";
  private static final String STABLE = "nixos-26.05";
  private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
  private static final String COMMIT = "a".repeat(40);
  private static final String AGAIN = "b".repeat(40);
  private static final String BACKPORT = "c".repeat(40);

  private static final TestServer SERVER =
      TestServer.start(Map.of("snowguard.github.repository", "example/pkgs"))
          .withoutBackgroundWork();

  private final Map<String, List<Remedies.Seen>> seen = new HashMap<>();
  private final List<String> told = new ArrayList<>();
  private TriageWorld world;
  private Issues issues;
  private Statuses statuses;
  private StatusKeeping keeping;
  private long issue;

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @BeforeEach
  void arrange() {
    world = new TriageWorld(SERVER.database());
    world.jdbi.useHandle(handle -> handle.execute("truncate fix, pull_request cascade"));
    world.clock.advance(Duration.between(world.clock.instant(), START));
    world.ship(TriageWorld.UNSTABLE, Packages.of("zlib 1.3"));
    world.ship(STABLE, Packages.of("zlib 1.2"));
    statuses = new Statuses(world.jdbi, world.transactions);
    issues =
        new Issues(
            world.jdbi,
            world.vulnerabilities,
            new IssueContents(
                world.jdbi,
                world.vulnerabilities,
                statuses,
                Urgency.DEFAULT,
                world.transactions,
                world.clock),
            world.events,
            () -> List.of(new StatusFollower(keeping)),
            world.transactions,
            world.clock);
    keeping =
        new StatusKeeping(
            issues,
            new StatusStore(world.jdbi),
            new GroundStore(world.jdbi),
            () ->
                new Remedies(
                    SERVER.bean(Fixes.class),
                    commit -> seen.getOrDefault(commit, List.of()),
                    (pull, branch) -> false),
            () ->
                List.of(
                    (id, before, now) ->
                        told.add(
                            now.channel()
                                + " "
                                + before.status().text()
                                + " "
                                + now.status().text())),
            world.transactions,
            world.clock);
  }

  /** Midnight before a day of November, at least as late as now. */
  private void day(int day) {
    if (at(day).isAfter(world.clock.instant())) {
      world.clock.advance(Duration.between(world.clock.instant(), at(day)));
    }
  }

  private static Instant at(int day) {
    return START.plus(Duration.ofDays(day - 1L));
  }

  private void judge(Verdict unstable, Verdict stable) {
    world.take(
        world.record(ID, "A flaw in zlib", StatusStoryTest::publishedOnTheSecond),
        world.suggest(
            ID, "zlib", 0.99, (channel, attribute) -> channel.equals(STABLE) ? stable : unstable));
  }

  private static String publishedOnTheSecond(String json) {
    return json.replaceAll(
        "\"datePublished\": ?\"[^\"]*\"", "\"datePublished\": \"" + at(2) + "\"");
  }

  private void draft() {
    judge(Verdict.AFFECTED, Verdict.AFFECTED);
    issue =
        Objects.requireNonNull(world.triage.accept(world.card(ID).seen(), world.alice).draft())
            .issueId();
    keeping.keep(issue);
  }

  private void publish() {
    issues.publish(
        issue, issues.content(issue).orElseThrow().revision(), "NIXPKGS-2026-0001", world.alice);
  }

  private void pull(int number, String base, int openedOn) {
    day(openedOn);
    world.jdbi.useHandle(
        handle -> {
          handle.execute(
              """
              insert into pull_request (repository, number, title, state, author_id, head, base, labels,
                vulnerability_ids, patch_ids, yearless_ids, created_at, updated_at, url, asked)
              values ('example/pkgs', ?, 'zlib: fix', 'OPEN', 1, 'fix', ?, '{}', array['CVE-2026-0001'],
                '{}', '{}', ?, ?, 'https://example.org/pull', true)
              """,
              number,
              base,
              at(openedOn),
              at(openedOn));
          handle.execute(
              """
              insert into fix (vulnerability_id, project_id, repository, number, evidence, confidence,
                because, found_at)
              select vulnerability.id, project.id, 'example/pkgs', ?, 'NAMES_ID', 0.95, 'named', ?
              from vulnerability, project where public_id = ? and slug = 'zlib'
              """,
              number,
              at(openedOn),
              ID);
        });
    keeping.keep(issue);
  }

  private void merge(int number, String commit, int mergedOn) {
    day(mergedOn);
    world.jdbi.useHandle(
        handle ->
            handle.execute(
                """
                update pull_request set state = 'MERGED', merge_commit = ?, merged_at = ? where number = ?
                """,
                commit,
                at(mergedOn),
                number));
    keeping.keep(issue);
  }

  private void confirm(int number) {
    world.jdbi.useHandle(
        handle ->
            handle.execute(
                """
                update fix set opinion = 'CONFIRMED', judged_by = ?, judged_at = now() where number = ?
                """,
                world.alice,
                number));
    keeping.keep(issue);
  }

  private void land(String commit, String ref, int day, @Nullable Integer leftOn) {
    day(leftOn == null ? day : leftOn);
    List<Remedies.Seen> known =
        new ArrayList<>(
            seen.getOrDefault(commit, List.of()).stream()
                .filter(one -> !one.ref().equals(ref))
                .toList());
    known.add(new Remedies.Seen(ref, at(day), leftOn == null ? null : at(leftOn)));
    seen.put(commit, known);
    keeping.keep(issue);
  }

  private String stages() {
    return statuses.workList(new WorkFilter(null, null, null, true), null, 50).items().stream()
        .map(
            item ->
                item.row().channel()
                    + " "
                    + Objects.requireNonNull(item.stage()).text()
                    + item.flags().stream()
                        .map(flag -> " " + flag.text())
                        .collect(Collectors.joining()))
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private List<String> history() {
    return statuses.history(issue).stream()
        .map(
            change ->
                "%s %s: %s -> %s by %s"
                    .formatted(
                        change.at().toString().substring(8, 10),
                        change.channel(),
                        change.before() == null ? "" : change.before().text(),
                        change.after() == null ? "" : change.after().text(),
                        change.how().code().text()))
        .toList();
  }

  /** Unstable: proposed, merged, reverted, merged again, shipped. Stable: backported, patched. */
  private void tell() {
    day(3);
    draft();
    day(4);
    publish();
    pull(10, "staging", 4);
    merge(10, COMMIT, 6);
    land(COMMIT, "staging", 6, null);
    land(COMMIT, "master", 8, null);
    land(COMMIT, "master", 8, 9);
    pull(11, "master", 10);
    merge(11, AGAIN, 11);
    land(AGAIN, "master", 11, null);
    day(13);
    world.ship(TriageWorld.UNSTABLE, Packages.of("zlib 1.4"));
    judge(Verdict.NOT_AFFECTED, Verdict.AFFECTED);
    land(AGAIN, TriageWorld.UNSTABLE, 13, null);
    pull(12, "release-26.05", 15);
    merge(12, BACKPORT, 16);
    land(BACKPORT, "release-26.05", 16, null);
    day(20);
    world.ship(STABLE, Packages.of("zlib 1.2.1"));
    judge(Verdict.NOT_AFFECTED, Verdict.PATCHED);
    keeping.keep(issue);
  }

  @Test
  void everyChangeHasItsDayAndReason() {
    tell();

    assertThat(history())
        .containsExactly(
            "02 nixos-unstable:  -> affected by version",
            "02 nixos-26.05:  -> affected by version",
            "04 nixos-unstable: affected -> fix_proposed by pull_request",
            "06 nixos-unstable: fix_proposed -> fix_proposed by staging",
            "08 nixos-unstable: fix_proposed -> fix_merged by branch",
            "09 nixos-unstable: fix_merged -> affected by version",
            "10 nixos-unstable: affected -> fix_proposed by pull_request",
            "11 nixos-unstable: fix_proposed -> fix_merged by branch",
            "13 nixos-unstable: fix_merged -> fixed by version",
            "15 nixos-26.05: affected -> fix_proposed by pull_request",
            "16 nixos-26.05: fix_proposed -> fix_merged by branch",
            "20 nixos-26.05: fix_merged -> fixed by patch");
    assertThat(told).startsWith("nixos-unstable affected fix_proposed").hasSize(9);
  }

  @Test
  void aFixThatComesBackDoesSoWhenItIsSeen() {
    day(3);
    draft();
    pull(10, "master", 4);
    merge(10, COMMIT, 6);
    land(COMMIT, "master", 6, null);
    land(COMMIT, "master", 6, 8);
    day(11);
    land(COMMIT, "master", 6, null);
    assertThat(history())
        .endsWith(
            "08 nixos-unstable: fix_merged -> affected by version",
            "11 nixos-unstable: affected -> fix_merged by branch");
  }

  @Test
  void aChannelIsNotAffectedBeforeItsPackageMovesBack() {
    day(3);
    draft();
    pull(12, "release-26.05", 4);
    merge(12, BACKPORT, 5);
    land(BACKPORT, "release-26.05", 5, null);
    day(6);
    world.ship(STABLE, Packages.of("zlib 1.4"));
    judge(Verdict.AFFECTED, Verdict.NOT_AFFECTED);
    keeping.keep(issue);
    land(BACKPORT, "release-26.05", 5, 8);
    day(10);
    world.ship(STABLE, Packages.of("zlib 1.2"));
    judge(Verdict.AFFECTED, Verdict.AFFECTED);
    keeping.keep(issue);
    assertThat(history())
        .endsWith(
            "06 nixos-26.05: fix_merged -> fixed by version",
            "10 nixos-26.05: fixed -> affected by version");
  }

  @Test
  void whatIsHeldUpStandsInItsList() {
    day(3);
    draft();
    assertThat(stages()).isEqualTo("nixos-26.05 fixed_upstream, nixos-unstable fixed_upstream");
    pull(10, "staging", 4);
    assertThat(stages()).isEqualTo("nixos-26.05 fixed_upstream, nixos-unstable proposed");
    merge(10, COMMIT, 6);
    assertThat(stages())
        .isEqualTo("nixos-26.05 no_backport backport_needed, nixos-unstable in_staging");
    land(COMMIT, "master", 8, null);
    assertThat(stages())
        .isEqualTo("nixos-26.05 no_backport backport_needed, nixos-unstable in_branch");
    land(COMMIT, TriageWorld.UNSTABLE, 9, null);
    assertThat(stages())
        .isEqualTo(
            "nixos-26.05 no_backport backport_needed, nixos-unstable arrived closing_proposed");
    assertThat(statuses.workLists(true))
        .filteredOn(count -> count.rows() > 0)
        .extracting(count -> count.list() + " " + count.issues())
        .containsExactly("no_backport 1", "arrived 1", "closing_proposed 1", "backport_needed 1");
    // Strangers see no drafts.
    assertThat(statuses.workList(WorkFilter.all(), null, 50).items()).isEmpty();
    assertThat(statuses.workLists(false)).allMatch(count -> count.rows() == 0);
  }

  @Test
  void onlyAConfirmedFixEndsWhatTheVersionSays() {
    day(3);
    draft();
    pull(10, "master", 4);
    merge(10, COMMIT, 6);
    land(COMMIT, TriageWorld.UNSTABLE, 7, null);
    assertThat(openIn()).containsExactly(TriageWorld.UNSTABLE, STABLE);
    day(9);
    confirm(10);
    assertThat(openIn()).containsExactly(STABLE);
    assertThat(history()).endsWith("07 nixos-unstable: affected -> fixed by landing");
  }

  private List<String> openIn() {
    return issues.openIn(issue).stream().map(ChannelState::channel).toList();
  }

  @Test
  void whatPeopleDecideIsTheirs() {
    day(3);
    draft();
    publish();
    day(5);
    issues.close(issue, CloseReason.WILL_NOT_FIX, "nobody uses it", world.alice);
    assertThat(statuses.ofIssue(issue))
        .extracting(row -> row.status().text() + " " + row.how().code().text() + " " + row.since())
        .containsOnly("accepted_risk decision " + at(5));
    day(6);
    issues.reopen(issue, null, world.alice);
    assertThat(statuses.ofIssue(issue))
        .extracting(row -> row.status().text())
        .containsOnly("affected");
    assertThat(openIn()).containsExactly(TriageWorld.UNSTABLE, STABLE);
  }

  @Test
  void whatIsNotJudgedYetStandsAsItStood() {
    day(3);
    draft();
    day(5);
    world.ship(TriageWorld.UNSTABLE, Packages.of("zlib 1.4"));
    keeping.keep(issue);
    assertThat(history()).hasSize(2);
    assertThat(openIn()).containsExactly(TriageWorld.UNSTABLE, STABLE);
    assertThat(keeping.outOfDate(List.of(issue))).isEmpty();
  }

  @Test
  void lookingAgainChangesNothing() {
    tell();
    assertThat(keeping.outOfDate(List.of(issue))).isEmpty();
  }

  @Test
  void whatIsPublicSpeaksOfNoDraft() {
    day(3);
    judge(Verdict.UNKNOWN, Verdict.AFFECTED);
    issue =
        Objects.requireNonNull(world.triage.accept(world.card(ID).seen(), world.alice).draft())
            .issueId();
    keeping.keep(issue);
    assertThat(statuses.ofIssue(issue))
        .extracting(row -> row.status().text())
        .contains("under_investigation");
    assertThat(statuses.ofVulnerability(ID))
        .extracting(row -> row.channel() + " " + row.status().text() + " " + row.reviewed())
        .containsExactly("nixos-unstable unknown false", "nixos-26.05 affected false");
    publish();
    assertThat(statuses.ofPackage("zlib"))
        .extracting(row -> row.channel() + " " + row.status().text() + " " + row.reviewed())
        .containsExactly("nixos-unstable under_investigation true", "nixos-26.05 affected true");
  }

  private static DwellFilter from(DwellStart start) {
    return new DwellFilter(start, null, null, null, null, null);
  }

  /** Public on the 2nd with a fixed version, known on the 3rd; fixed on the 13th and the 20th. */
  @Test
  void dwellTimesEqualTheTable() {
    tell();
    day(25);
    DwellTimes times = new DwellTimes(world.jdbi, world.transactions, world.clock);

    assertThat(waits(times.of(from(DwellStart.PUBLIC))))
        .containsExactly(
            "all 2/2 11.0 18.0", "nixos-26.05 1/1 18.0 18.0", "nixos-unstable 1/1 11.0 11.0");
    assertThat(waits(times.of(from(DwellStart.NOTIFIED))))
        .containsExactly(
            "all 2/2 10.0 17.0", "nixos-26.05 1/1 17.0 17.0", "nixos-unstable 1/1 10.0 10.0");
    assertThat(waits(times.of(from(DwellStart.UPSTREAM_FIX))))
        .containsExactly(
            "all 2/2 11.0 18.0", "nixos-26.05 1/1 18.0 18.0", "nixos-unstable 1/1 11.0 11.0");
    assertThat(times.of(DwellFilter.ALL).all().withinTenDays()).isEqualTo(0.0);
    assertThat(times.of(DwellFilter.ALL).stages())
        .extracting(stage -> "%s %s %s".formatted(stage.to(), stage.passed(), stage.medianDays()))
        .containsExactly(
            "suggestion 2 1.0",
            "draft 2 0.0",
            "published 2 1.0",
            "pull_request 2 6.0",
            "merged 2 1.0",
            "branch 2 0.0",
            "channel 2 2.0");
  }

  private static List<String> waits(DwellFigures figures) {
    return figures.groups().stream()
        .filter(group -> group.kind().equals("all") || group.kind().equals("channel"))
        .map(
            group ->
                "%s %d/%d %s %s"
                    .formatted(
                        group.name(),
                        group.fixed(),
                        group.waits(),
                        group.medianDays(),
                        group.p90Days()))
        .toList();
  }

  @Test
  void whatWaitsStillIsCensored() {
    day(3);
    draft();
    publish();
    day(12);
    DwellFigures figures =
        new DwellTimes(world.jdbi, world.transactions, world.clock).of(DwellFilter.ALL);

    assertThat(waits(figures).getFirst()).isEqualTo("all 0/2 null null");
    assertThat(figures.censored())
        .filteredOn(count -> count.count() > 0)
        .extracting(count -> count.kind() + " " + count.count())
        .containsExactly("open 2");
  }
}
