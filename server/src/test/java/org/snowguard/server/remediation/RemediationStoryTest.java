package org.snowguard.server.remediation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowguard.server.remediation.landing.Landing;
import org.snowguard.server.remediation.landing.Landings;
import org.snowguard.server.remediation.pull.Fix;
import org.snowguard.server.remediation.pull.Fixes;
import org.snowguard.server.remediation.status.StatusChange;
import org.snowguard.server.remediation.status.Statuses;
import org.snowguard.world.github.Issue;

/**
 * Eight days of a scripted nixpkgs with its pull requests: what was written by hand, with a reason
 * for each row, is what the server's jobs find out. Days are counted from the first midnight.
 */
class RemediationStoryTest {

  @TempDir static Path directory;

  private static RemediationWorld world;
  private static RemediationStory story;

  @BeforeAll
  static void tell() throws IOException, InterruptedException {
    world = new RemediationWorld(directory);
    story = new RemediationStory(world);
    story.tell();
  }

  @AfterAll
  static void close() throws IOException {
    world.close();
  }

  @Test
  void theRepositoryIsAsLargeAsItSays() {
    assertThat(world.nixpkgs.nixpkgs().size()).isGreaterThanOrEqualTo(400);
  }

  /** Each commit on branches and primary channels: {@code <} for before, {@code -} for its end. */
  @Test
  void everyLandingEqualsTheTable() {
    assertThat(landings())
        .containsExactlyElementsOf(
            StoryTable.rows(
                """
                openssl-merge | master=1 nixos-26.05=4 nixos-unstable=3 release-26.05=2 | merged; to the release by the pick of its only commit
                openssl | master=1 nixos-26.05=4 nixos-unstable=3 release-26.05=2 | what the merge brought; its pick is a twin
                curl | master=1 nixos-25.11=6 nixos-26.05=4-7 nixos-unstable=3 release-25.11=3 release-26.05=2-5 | squashed; reverted on master on day 4, reapplied on day 5: it stands there since day 1; the release's revert holds
                glibc | master=3 nixos-unstable=4 | by staging and staging-next, merged into master on day 3
                numpy | master=1 nixos-unstable=3 | squashed, two packages in one title
                openssl-backport | master=1 nixos-26.05=4 nixos-unstable=3 release-26.05=2 | a pick is a twin of what it was picked from
                curl-stable | master=1 nixos-25.11=6 nixos-26.05=4-7 nixos-unstable=3 release-25.11=3 release-26.05=2-5 | the same change as curl
                zstd | | dropped from staging-next by a force push before master got it
                curl-old-stable | master=1 nixos-25.11=6 nixos-26.05=4-7 nixos-unstable=3 release-25.11=3 release-26.05=2-5 | a pick of a pick: the chain leads to curl
                dropped | | the same commit as zstd
                revert | master=4-5 nixos-26.05=7 nixos-unstable=4-7 release-26.05=5 | taken back itself on day 5, but on the release
                reapply | master=5 nixos-unstable=7 | not in the channel while it stood back
                revert-stable | master=4-5 nixos-26.05=7 nixos-unstable=4-7 release-26.05=5 | a pick of the revert
                queued | master=6 nixos-unstable=7 | by the merge queue
                rebased | master=6 nixos-unstable=7 | the commit that arrived
                """));
  }

  private List<String> landings() {
    Landings landings = world.server.bean(Landings.class);
    return world.nixpkgs.names().stream()
        .filter(name -> !name.equals("old"))
        .map(
            name ->
                (name
                        + " | "
                        + landings.of(world.nixpkgs.commit(name)).stream()
                            .filter(
                                one ->
                                    one.ref().matches("master|(release|nixos)-([0-9.]+|unstable)"))
                            .map(RemediationStoryTest::landing)
                            .collect(Collectors.joining(" ")))
                    .strip())
        .toList();
  }

  private static String landing(Landing landing) {
    String end =
        landing.revertedAt() == null ? "" : "-" + RemediationWorld.day(landing.revertedAt());
    return "%s=%s%s%s"
        .formatted(
            landing.ref(),
            landing.wasThereBefore() ? "<" : "",
            RemediationWorld.day(landing.firstSeen()),
            end);
  }

  @Test
  void everyLinkEqualsTheTable() {
    Fixes fixes = world.server.bean(Fixes.class);
    List<String> links = new ArrayList<>();
    Map<String, Long> issues = new TreeMap<>(world.issues());
    issues.forEach(
        (id, issue) ->
            fixes.ofIssueWithRefuted(issue).stream()
                .sorted(Comparator.comparingInt(fix -> fix.pull().number()))
                .forEach(fix -> links.add(link(id, fix))));
    assertThat(links)
        .containsExactlyElementsOf(
            StoryTable.rows(
                """
                CVE-2026-0101 #101 NAMES_ID 0.97 CONFIRMED MERGED | its text names the id, its title the package; confirmed on day 8
                CVE-2026-0101 #201 NAMES_ID 0.97 PROPOSED MERGED of #101 | a backport fixes what its original fixes
                CVE-2026-0102 #102 NAMES_ID 0.97 CONFIRMED MERGED | its text names the id; #301 names it too, and is a revert
                CVE-2026-0102 #202 NAMES_ID 0.97 PROPOSED MERGED of #102 | a backport
                CVE-2026-0102 #203 NAMES_ID 0.97 PROPOSED MERGED of #202 | a backport of a backport
                CVE-2026-0102 #302 REACHES_FIXED_VERSION 0.9 PROPOSED MERGED | the revert of a revert goes to 8.2.0 again
                CVE-2026-0103 #103 PATCH_NAMED 0.98 PROPOSED MERGED | brings a patch named after the id
                CVE-2026-0105 #105 REACHES_FIXED_VERSION 0.9 PROPOSED MERGED | goes to a version that is not affected, and names no id
                CVE-2026-0106 #106 REACHES_FIXED_VERSION 0.9 PROPOSED MERGED | the same
                CVE-2026-0107 #107 NAMES_ID 0.7 CONFIRMED MERGED | names an id without its year; somebody confirmed it
                CVE-2026-0115 #105 REACHES_FIXED_VERSION 0.9 PROPOSED MERGED | braces in the title: both packages
                """));
  }

  private static String link(String id, Fix fix) {
    return "%s #%d %s %s %s %s%s"
        .formatted(
            id,
            fix.pull().number(),
            fix.evidence(),
            fix.confidence(),
            fix.opinion(),
            fix.pull().state(),
            fix.backportOf() == null ? "" : " of #" + fix.backportOf());
  }

  @Test
  void everyStatusChangeEqualsTheTable() {
    Statuses statuses = world.server.bean(Statuses.class);
    List<String> changes =
        new TreeMap<>(world.issues())
            .values().stream()
                .flatMap(
                    issue ->
                        statuses.history(issue).stream()
                            .collect(
                                Collectors.groupingBy(
                                    change -> change.channel(), TreeMap::new, Collectors.toList()))
                            .values()
                            .stream()
                            .flatMap(List::stream))
                .map(RemediationStoryTest::change)
                .toList();
    assertThat(changes).containsExactlyElementsOf(StoryTable.rows(StoryExpectations.CHANGES));
  }

  private static String change(StatusChange change) {
    return "%s %s %s %s %s"
        .formatted(
            change.vulnerabilityId(),
            change.channel(),
            RemediationWorld.day(change.at()),
            change.after() == null ? "gone" : change.after().text(),
            change.how().code().text());
  }

  @Test
  void whatIsHeldUpStandsInItsListWhileItIs() {
    assertThat(
            Stream.of("0.5", "0.75", "1", "1.5", "3", "4", "6", "8")
                .map(day -> day + " | " + story.workList(day)))
        .containsExactlyElementsOf(StoryTable.rows(StoryExpectations.WORK_LISTS));
  }

  @Test
  void labelsAreSetOnceWhereThePolicySaysSo() {
    assertThat(
            world.gitHub.nixpkgs().issues().stream()
                .filter(pull -> !pull.labels().isEmpty())
                .map(pull -> pull.number() + " " + sorted(pull)))
        .as("only openssl's policy is minor; the others' is ask")
        .containsExactly("101 [backport release-25.11, backport release-26.05]");
    assertThat(
            world.gitHub.calls().stream()
                .filter(call -> call.method().equals("POST") && call.path().endsWith("/labels")))
        .hasSize(2);
  }

  private static List<String> sorted(Issue pull) {
    return pull.labels().stream().sorted().toList();
  }

  @Test
  void everyCommitThatFixesStandsInTheExport() {
    assertThat(fixedBy(1))
        .as("the merge, and the pick on release-26.05")
        .containsExactlyInAnyOrder(
            world.nixpkgs.commit("openssl-merge"), pickOnRelease("openssl-merge"));
    assertThat(fixedBy(2))
        .as("release-26.05 has reverted its pick")
        .containsExactlyInAnyOrder(
            world.nixpkgs.commit("curl"), world.nixpkgs.commit("curl-old-stable"));
    assertThat(fixedBy(4)).as("nobody has confirmed #105").isEmpty();
  }

  private static String pickOnRelease(String name) {
    return world.server.bean(Landings.class).of(world.nixpkgs.commit(name)).stream()
        .filter(landing -> landing.ref().equals("release-26.05"))
        .map(Landing::commit)
        .findFirst()
        .orElseThrow();
  }

  private static List<String> fixedBy(int issue) {
    String osv =
        world
            .server
            .anonymous()
            .get("/api/v1/issues/NIXPKGS-2026-%04d/osv".formatted(issue))
            .body();
    return Pattern.compile("\"fixed\": ?\"([0-9a-f]{40})\"")
        .matcher(osv)
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  @Test
  void everyDwellTimeEqualsTheTable() {
    assertThat(
            csv("/metrics/track-record.csv?from=2026-06-01&to=2026-06-30")
                .map(line -> "%s %s %s %s".formatted(line[1], line[2], line[6], days(line[8]))))
        .containsExactlyInAnyOrderElementsOf(StoryTable.rows(StoryExpectations.DWELL_TIMES));
  }

  @Test
  void everyFigureEqualsTheTable() {
    assertThat(
            Stream.of("public", "notified", "upstream_fix")
                .flatMap(
                    start ->
                        csv("/metrics/dwell-time.csv?start=" + start)
                            .filter(line -> line[0].equals("channel"))
                            .sorted(Comparator.comparing(line -> line[1]))
                            .map(
                                line ->
                                    "%s %s %s/%s %s %s"
                                        .formatted(
                                            start,
                                            line[1],
                                            line[3],
                                            line[2],
                                            days(line[4]),
                                            days(line[5])))))
        .containsExactlyElementsOf(StoryTable.rows(StoryExpectations.FIGURES));
  }

  private static Stream<String[]> csv(String path) {
    return world
        .server
        .anonymous()
        .get(path)
        .body()
        .lines()
        .skip(1)
        .map(line -> line.split(",", -1));
  }

  private static String days(String number) {
    return number.isEmpty() ? "-" : String.format(Locale.ROOT, "%.2f", Double.parseDouble(number));
  }
}
