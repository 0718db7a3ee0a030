package org.snowguard.server.remediation.status;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.snowguard.core.dwell.DwellStart;
import org.snowguard.core.issue.Urgency;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.TestServer;
import org.snowguard.server.issue.Issues;
import org.snowguard.server.issue.content.IssueContents;
import org.snowguard.server.metrics.DwellFilter;
import org.snowguard.server.nixpkgs.Packages;
import org.snowguard.server.remediation.landing.Landing;
import org.snowguard.server.remediation.pull.Fixes;
import org.snowguard.server.suggestion.TriageWorld;

/** One flaw in two channels, and what happens to it day by day. */
abstract class StatusStory {

  static final String ID = "CVE-2026-0001";
  static final String STABLE = "nixos-26.05";
  static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
  static final String COMMIT = "a".repeat(40);
  static final String AGAIN = "b".repeat(40);
  static final String BACKPORT = "c".repeat(40);

  static final TestServer SERVER =
      TestServer.start(Map.of("snowguard.github.repository", "example/pkgs"))
          .withoutBackgroundWork()
          .untilTheRunEnds();

  final Map<String, List<Landing>> seen = new HashMap<>();
  final List<String> told = new ArrayList<>();
  boolean fail;
  TriageWorld world;
  Issues issues;
  Statuses statuses;
  StatusKeeping keeping;
  long issue;

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
            world.earlier,
            () ->
                new TracedFixes(
                    SERVER.bean(Fixes.class),
                    commit -> seen.getOrDefault(commit, List.of()),
                    pulls -> Map.of()),
            () ->
                List.of(
                    (id, before, now) -> {
                      if (fail) {
                        throw new IllegalStateException("the listener fails");
                      }
                      told.add(
                          now.channel() + " " + before.status().text() + " " + now.status().text());
                    }),
            world.transactions,
            world.clock);
  }

  /** Midnight before a day of November, at least as late as now. */
  void day(int day) {
    if (at(day).isAfter(world.clock.instant())) {
      world.clock.advance(Duration.between(world.clock.instant(), at(day)));
    }
  }

  static Instant at(int day) {
    return START.plus(Duration.ofDays(day - 1L));
  }

  void judge(Verdict unstable, Verdict stable) {
    world.take(
        world.record(ID, "A flaw in zlib", StatusStory::publishedOnTheSecond),
        world.suggest(
            ID, "zlib", 0.99, (channel, attribute) -> channel.equals(STABLE) ? stable : unstable));
  }

  static String publishedOnTheSecond(String json) {
    return json.replaceAll(
        "\"datePublished\": ?\"[^\"]*\"", "\"datePublished\": \"" + at(2) + "\"");
  }

  void draft() {
    judge(Verdict.AFFECTED, Verdict.AFFECTED);
    accept();
  }

  void accept() {
    issue =
        Objects.requireNonNull(world.triage.accept(world.card(ID).seen(), world.alice).draft())
            .issueId();
    keeping.keep(issue);
  }

  void bump(String version, Verdict unstable) {
    world.ship(TriageWorld.UNSTABLE, Packages.of("zlib " + version));
    judge(unstable, Verdict.AFFECTED);
  }

  void publish() {
    issues.publish(
        issue, issues.content(issue).orElseThrow().revision(), "NIXPKGS-2026-0001", world.alice);
  }

  void pull(int number, String base, int openedOn) {
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

  void merge(int number, String commit, int mergedOn) {
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

  void land(String commit, String ref, int day, @Nullable Integer leftOn) {
    day(leftOn == null ? day : leftOn);
    List<Landing> known =
        new ArrayList<>(
            seen.getOrDefault(commit, List.of()).stream()
                .filter(one -> !one.ref().equals(ref))
                .toList());
    known.add(new Landing(ref, commit, null, at(day), leftOn == null ? null : at(leftOn), false));
    seen.put(commit, known);
    keeping.keep(issue);
  }

  /** The server first looks at a branch or channel, which has it already. */
  void find(String commit, String ref, int day) {
    day(day);
    List<Landing> known = new ArrayList<>(seen.getOrDefault(commit, List.of()));
    known.add(new Landing(ref, commit, null, at(day), null, true));
    seen.put(commit, known);
    keeping.keep(issue);
  }

  void confirm(int number) {
    judgeFix(number, "CONFIRMED");
  }

  void judgeFix(int number, String opinion) {
    world.jdbi.useHandle(
        handle ->
            handle.execute(
                """
                update fix set opinion = ?, judged_by = ?, judged_at = now() where number = ?
                """,
                opinion,
                world.alice,
                number));
    keeping.keep(issue);
  }

  String stages() {
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

  /** Unstable: proposed, merged, reverted, merged again, shipped. Stable: backported, patched. */
  void tell() {
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

  static DwellFilter from(DwellStart start) {
    return new DwellFilter(start, null, null, null, null, null, null);
  }
}
