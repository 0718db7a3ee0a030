package org.snowguard.server.remediation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowguard.server.TestClient;
import org.snowguard.world.github.Issue;

/**
 * Eight days of a scripted nixpkgs with its pull requests: what was written by hand, with a reason
 * for each row, is what the server's jobs find out. Days are counted from the first midnight.
 */
class RemediationStoryTest {

  @TempDir static Path directory;

  private static RemediationWorld world;
  private static RemediationStory story;
  private static StoryFindings found;

  @BeforeAll
  static void tell() throws IOException, InterruptedException {
    world = new RemediationWorld(directory);
    story = new RemediationStory(world);
    story.tell();
    found = new StoryFindings(world);
    story.end();
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
    assertThat(found.landings())
        .containsExactlyElementsOf(
            StoryTable.rows(
                """
                old | master=<0 nixos-25.11=<0 nixos-26.05=<0 nixos-unstable=<0 release-25.11=<0 release-26.05=<0 | everywhere at the first look: nobody knows since when
                withdrawn | master=<0-4 nixos-25.11=<0 nixos-26.05=<0 nixos-unstable=<0-4 release-25.11=<0 release-26.05=<0 | the same; reverted on master on day 4
                early | master=<0 nixos-unstable=3 | merged before the first look; when the channel got it was seen
                openssl-merge | master=1 nixos-26.05=4 nixos-unstable=3 release-26.05=2 | merged; to the release by the picks of its four commits in one backport
                openssl | master=1 nixos-26.05=4 nixos-unstable=3 release-26.05=2 | what the merge brought; its pick is a twin
                reverted | master=1-4 nixos-unstable=3-4 | the merge was reverted whole, on day 4; the channel stood back before that, for a day
                again | master=5 nixos-unstable=7 | so was this one; both of its commits were picked anew on day 5
                curl | master=1 nixos-25.11=6 nixos-26.05=4-7 nixos-unstable=3 release-25.11=3 release-26.05=2-5 | squashed; reverted on master on day 4, reapplied on day 5: it stands there since day 1; the release's revert holds
                glibc | master=3 nixos-unstable=4 | by staging and staging-next, merged into master on day 3
                numpy | master=1 nixos-unstable=3 | squashed, two packages in one title
                openssl-backport | master=1 nixos-26.05=4 nixos-unstable=3 release-26.05=2 | a pick is a twin of what it was picked from
                openssl-stable | master=1 nixos-26.05=4 nixos-unstable=3 release-26.05=2 | the last of the four picks
                curl-stable | master=1 nixos-25.11=6 nixos-26.05=4-7 nixos-unstable=3 release-25.11=3 release-26.05=2-5 | the same change as curl
                zstd | | dropped from staging-next by a force push before master got it
                curl-old-stable | master=1 nixos-25.11=6 nixos-26.05=4-7 nixos-unstable=3 release-25.11=3 release-26.05=2-5 | a pick of a pick: the chain leads to curl
                dropped | | the same commit as zstd
                revert | master=4-5 nixos-26.05=7 nixos-unstable=4-7 release-26.05=5 | taken back itself on day 5, but on the release
                reapply | master=5 nixos-unstable=7 | not in the channel while it stood back
                revert-stable | master=4-5 nixos-26.05=7 nixos-unstable=4-7 release-26.05=5 | a pick of the revert
                queued | master=6 nixos-26.05=7 nixos-unstable=7 release-26.05=6 | the merge queue's merge; to the release by the picks of both of its commits
                queued-stable | master=6 nixos-26.05=7 nixos-unstable=7 release-26.05=6 | brought those picks
                rebased | master=6 nixos-unstable=7 | the last of the two commits that arrived
                """));
  }

  @Test
  void everyLinkEqualsTheTable() {
    assertThat(found.links())
        .containsExactlyElementsOf(
            StoryTable.rows(
                """
                CVE-2026-0101 #101 NAMES_ID 0.97 CONFIRMED MERGED | its text names the id, its title the package; confirmed on day 8
                CVE-2026-0101 #201 NAMES_ID 1.0 PROPOSED MERGED of #101 | a backport fixes what its original fixes, which is confirmed
                CVE-2026-0102 #102 NAMES_ID 0.97 CONFIRMED MERGED | its text names the id; #301 names it too, and is a revert
                CVE-2026-0102 #202 NAMES_ID 1.0 PROPOSED MERGED of #102 | a backport
                CVE-2026-0102 #203 NAMES_ID 1.0 PROPOSED MERGED of #202 | a backport of a backport
                CVE-2026-0102 #302 REACHES_FIXED_VERSION 0.9 PROPOSED MERGED | the revert of a revert goes to 8.2.0 again
                CVE-2026-0103 #103 PATCH_NAMED 0.98 PROPOSED MERGED | brings a patch named after the id
                CVE-2026-0105 #105 REACHES_FIXED_VERSION 0.9 PROPOSED MERGED | goes to a version that is not affected, and names no id
                CVE-2026-0106 #106 REACHES_FIXED_VERSION 0.9 PROPOSED MERGED | the same
                CVE-2026-0107 #107 NAMES_ID 0.7 CONFIRMED MERGED | names an id without its year; somebody confirmed it
                CVE-2026-0115 #105 REACHES_FIXED_VERSION 0.9 PROPOSED MERGED | braces in the title: both packages
                """));
  }

  @Test
  void everyStatusChangeEqualsTheTable() {
    assertThat(found.changes())
        .containsExactlyElementsOf(StoryTable.rows(StoryExpectations.CHANGES));
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
  void everyTrialPickEqualsTheTable() {
    assertThat(found.trials())
        .containsExactlyInAnyOrderElementsOf(StoryTable.rows(StoryExpectations.TRIALS));
  }

  @Test
  void everyCommitThatFixesStandsInTheExport() {
    assertThat(found.fixedBy(1))
        .as("the merge, and on release-26.05 the last of its picks")
        .containsExactlyInAnyOrder(
            world.nixpkgs.commit("openssl-merge"), world.nixpkgs.commit("openssl-stable"));
    assertThat(found.fixedBy(2))
        .as("release-26.05 has reverted its pick")
        .containsExactlyInAnyOrder(
            world.nixpkgs.commit("curl"), world.nixpkgs.commit("curl-old-stable"));
    assertThat(found.fixedBy(4)).as("nobody has confirmed #105").isEmpty();
  }

  @Test
  void whoAsksForACommitIsToldWhereItHasArrived() {
    String merge = world.nixpkgs.commit("openssl-merge");
    TestClient anybody = world.server.anonymous();
    assertThat(anybody.get("/search?q=" + merge).location()).isEqualTo("/commit/" + merge);
    assertThat(anybody.get("/commit/" + merge).body())
        .contains("master", "nixos-unstable", "release-26.05")
        .contains("<code>" + world.nixpkgs.commit("openssl-stable").substring(0, 12) + "</code>");
    assertThat(anybody.get("/commit/" + merge + ".json").body())
        .contains("\"ref\":\"release-26.05\"");
    assertThat(anybody.get("/commit/" + merge.substring(0, 12)).status()).isEqualTo(400);
  }

  @Test
  void everyDwellTimeEqualsTheTable() {
    assertThat(found.dwellTimes())
        .containsExactlyInAnyOrderElementsOf(StoryTable.rows(StoryExpectations.DWELL_TIMES));
  }

  @Test
  void everyStageOfAnIssueEqualsTheTable() {
    assertThat(found.stages("NIXPKGS-2026-0001"))
        .containsExactlyElementsOf(StoryTable.rows(StoryExpectations.STAGES));
  }

  @ParameterizedTest
  @CsvSource({
    "'/metrics/dwell-time/waits?issue=NIXPKGS-2026-0001', end of life of the channel",
    "'/metrics/dwell-time/waits.json?state=censored', end_of_life",
    "'/metrics/dwell-time?issue=NIXPKGS-2026-0001', state=censored",
    "'/issue/NIXPKGS-2026-0001', /metrics/dwell-time/waits?issue=NIXPKGS-2026-0001",
    "'/metrics/overdue.csv', days_late",
  })
  void waitsAreReadOnPagesToo(String path, String says) {
    TestClient.Answer answer = world.server.anonymous().get(path);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains(says);
  }

  @Test
  void everyFigureEqualsTheTable() {
    assertThat(found.figures())
        .containsExactlyElementsOf(StoryTable.rows(StoryExpectations.FIGURES));
  }
}
