package org.snowguard.server.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowguard.core.issue.CloseReason;
import org.snowguard.core.triage.DismissReason;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.nixpkgs.Packages;
import org.snowguard.server.suggestion.Dismissal;
import org.snowguard.server.suggestion.TriageWorld;
import org.snowguard.server.web.Page;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PublishedTest {

  private static final String STABLE = PublicWorld.STABLE;
  private static final String ZLIB = "pkg:nix/nixpkgs/zlib@1.2?channel=nixos-26.05";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private PublicWorld open;
  private TriageWorld world;
  private Published published;

  @BeforeEach
  void arrange() {
    open =
        new PublicWorld(DATABASE, issue -> Map.of("zlib", List.of("a".repeat(40), "b".repeat(40))));
    world = open.triage;
    published = open.published;
    world.ship(TriageWorld.UNSTABLE, Packages.of("zlib 1.3"), Packages.of("curl 8.9"));
    world.ship(STABLE, Packages.of("zlib 1.2"));
  }

  private long publish(long issue, String publicId) {
    world.publish(issue, publicId);
    return issue;
  }

  private JsonNode body(String kind, String key) {
    return JSON.readTree(published.find(kind, key).orElseThrow().body());
  }

  /** Vulnerability, status and more of it for zlib of the stable channel; or nothing. */
  private String stated(String vulnerability) {
    if (published.find(PublishedItem.OPENVEX, STABLE).isEmpty()) {
      return "nothing";
    }
    return StreamSupport.stream(
            body(PublishedItem.OPENVEX, STABLE).get("statements").spliterator(), false)
        .filter(one -> one.get("vulnerability").get("name").asString().equals(vulnerability))
        .filter(one -> one.get("products").get(0).get("@id").asString().equals(ZLIB))
        .map(
            one ->
                one.get("status").asString()
                    + (one.has("justification") ? " " + one.get("justification").asString() : "")
                    + (one.has("action_statement") ? " with an action" : ""))
        .findFirst()
        .orElse("nothing");
  }

  @ParameterizedTest
  @CsvSource({
    "VERSION_NEVER_AFFECTED, not_affected vulnerable_code_not_present",
    "ALREADY_PATCHED, fixed",
    "RISK_ACCEPTED, affected with an action",
    "NOT_THE_SAME_SOFTWARE, nothing",
    "ONLY_ANOTHER_PLATFORM, nothing",
    "OTHER, nothing"
  })
  void dismissalByAPersonIsStated(DismissReason reason, String expected) {
    world.suggested("CVE-2024-0001", "zlib", 0.99, Verdict.AFFECTED);
    published.refresh();
    assertThat(stated("CVE-2024-0001")).as("while nobody decided").isEqualTo("nothing");

    world.triage.dismiss(
        world.card("CVE-2024-0001").seen(),
        new Dismissal(
            reason, "because", reason.needsReviewDate() ? LocalDate.parse("2027-05-01") : null),
        world.alice);
    published.refresh();
    assertThat(stated("CVE-2024-0001")).isEqualTo(expected);
  }

  @Test
  void draftIsNowhere() {
    open.draft("CVE-2024-0001", Verdict.AFFECTED, Verdict.AFFECTED);
    assertThat(published.refresh()).isZero();
    assertThat(published.all(PublishedItem.ISSUE)).isEmpty();
    assertThat(published.all(PublishedItem.AUTOMATIC)).isEmpty();
  }

  @Test
  void openVerdictsOfTheMachineAreUnderInvestigation() {
    publish(
        open.draft("CVE-2024-0001", Verdict.NOT_AFFECTED, Verdict.AFFECTED), "NIXPKGS-2026-0001");
    published.refresh();
    assertThat(stated("CVE-2024-0001")).isEqualTo("under_investigation");
    assertThat(published.find(PublishedItem.OPENVEX, TriageWorld.UNSTABLE))
        .as("what the machine calls not affected is no statement")
        .isEmpty();
    assertThat(
            body(PublishedItem.AUTOMATIC, TriageWorld.UNSTABLE)
                .get("statements")
                .get(0)
                .get("status")
                .asString())
        .isEqualTo("not_affected");
  }

  @ParameterizedTest
  @CsvSource({
    // reason, verdict of stable, closed by a person, stated
    "FIXED, NOT_AFFECTED, true, fixed",
    "FIXED, AFFECTED, true, nothing",
    "FIXED, NOT_AFFECTED, false, nothing",
    "NOT_AFFECTED, AFFECTED, true, not_affected vulnerable_code_not_present",
    "WILL_NOT_FIX, AFFECTED, true, nothing",
    "WITHDRAWN, AFFECTED, true, nothing"
  })
  void closingIsStatedWhereAPersonDidIt(
      CloseReason reason, Verdict stable, boolean person, String expected) {
    long issue =
        publish(open.draft("CVE-2024-0001", Verdict.NOT_AFFECTED, stable), "NIXPKGS-2026-0001");
    world.issues.close(issue, reason, "because", person ? world.alice : null);
    published.refresh();
    assertThat(stated("CVE-2024-0001")).isEqualTo(expected);
  }

  @Test
  void duplicateSaysWhatItsTargetSays() {
    long target =
        publish(
            open.draft("CVE-2024-0001", Verdict.AFFECTED, Verdict.AFFECTED), "NIXPKGS-2026-0001");
    long other =
        publish(
            open.draft("CVE-2024-0002", Verdict.AFFECTED, Verdict.AFFECTED), "NIXPKGS-2026-0002");
    addVulnerability(other, "CVE-2024-0001");
    world.issues.closeAsDuplicate(other, target, null, world.alice);
    published.refresh();
    assertThat(stated("CVE-2024-0001")).isEqualTo("under_investigation");
    assertThat(stated("CVE-2024-0002")).as("the target does not speak of it").isEqualTo("nothing");
    assertThat(body(PublishedItem.ISSUE, "NIXPKGS-2026-0002").get("duplicateOf").asString())
        .isEqualTo("NIXPKGS-2026-0001");
  }

  private void addVulnerability(long issue, String id) {
    world.jdbi.useHandle(
        handle ->
            handle.execute(
                """
                insert into issue_overlay (issue_id, kind, name, value, changed_by, changed_at)
                values (?, 'vulnerability', ?, 'added', ?, now())
                """,
                issue,
                id,
                world.alice));
  }

  private void judge(long issue, Verdict verdict) {
    world.jdbi.useHandle(
        handle ->
            handle.execute(
                """
                insert into issue_overlay
                  (issue_id, kind, name, channel, value, reason, changed_by, changed_at)
                values (?, 'verdict', 'zlib', ?, ?, 'looked at it', ?, now())
                """,
                issue,
                STABLE,
                verdict.text(),
                world.alice));
  }

  @ParameterizedTest
  @CsvSource({
    "NOT_AFFECTED, not_affected vulnerable_code_not_present",
    "PATCHED, fixed",
    "ACKNOWLEDGED, affected with an action",
    "AFFECTED, under_investigation",
    "UNKNOWN, under_investigation"
  })
  void judgementOfAPersonStandsBeforeTheMachines(Verdict verdict, String expected) {
    long issue =
        publish(
            open.draft("CVE-2024-0001", Verdict.AFFECTED, Verdict.AFFECTED), "NIXPKGS-2026-0001");
    judge(issue, verdict);
    published.refresh();
    assertThat(stated("CVE-2024-0001")).isEqualTo(expected);
  }

  @Test
  void osvNamesVersionsAndEveryBackport() {
    publish(open.draft("CVE-2024-0001", Verdict.AFFECTED, Verdict.AFFECTED), "NIXPKGS-2026-0001");
    published.refresh();
    JsonNode osv = body(PublishedItem.OSV, "NIXPKGS-2026-0001");
    assertThat(osv.get("id").asString()).isEqualTo("x_NIXPKGS-2026-0001");
    assertThat(osv.get("upstream").get(0).asString()).isEqualTo("CVE-2024-0001");
    assertThat(osv.has("aliases")).isFalse();
    JsonNode affected = osv.get("affected").get(0);
    assertThat(affected.get("versions").toString()).isEqualTo("[\"1.2\",\"1.3\"]");
    assertThat(affected.get("ranges").get(0).get("events").toString())
        .isEqualTo(
            "[{\"introduced\":\"0\"},{\"fixed\":\"%s\"},{\"fixed\":\"%s\"}]"
                .formatted("a".repeat(40), "b".repeat(40)));
  }

  @Test
  void whatSaysTheSameStaysAsItIs() {
    long issue =
        publish(
            open.draft("CVE-2024-0001", Verdict.AFFECTED, Verdict.AFFECTED), "NIXPKGS-2026-0001");
    published.refresh();
    PublishedItem before = published.find(PublishedItem.OPENVEX, STABLE).orElseThrow();
    world.clock.advance(Duration.ofHours(1));
    assertThat(published.refresh()).isZero();
    assertThat(published.find(PublishedItem.OPENVEX, STABLE)).contains(before);

    judge(issue, Verdict.NOT_AFFECTED);
    published.refresh();
    PublishedItem after = published.find(PublishedItem.OPENVEX, STABLE).orElseThrow();
    assertThat(after.version()).isEqualTo(2);
    JsonNode document = JSON.readTree(after.body());
    assertThat(document.get("timestamp").asString()).isEqualTo(before.changedAt().toString());
    assertThat(document.get("last_updated").asString()).isEqualTo(after.changedAt().toString());
  }

  @Test
  void whoFollowsTheCursorMissesNothing() {
    publish(open.draft("CVE-2024-0001", Verdict.AFFECTED, Verdict.AFFECTED), "NIXPKGS-2026-0001");
    publish(open.draft("CVE-2024-0002", Verdict.AFFECTED, Verdict.AFFECTED), "NIXPKGS-2026-0002");
    published.refresh();
    Page<PublishedItem> first = published.changedSince(PublishedItem.ISSUE, null, null, 1);
    assertThat(first.total()).isEqualTo(2);
    world.clock.advance(Duration.ofMinutes(1));
    publish(open.draft("CVE-2024-0003", Verdict.AFFECTED, Verdict.AFFECTED), "NIXPKGS-2026-0003");
    published.refresh();
    Page<PublishedItem> rest = published.changedSince(PublishedItem.ISSUE, null, first.next(), 9);
    assertThat(rest.items())
        .extracting(PublishedItem::key)
        .containsExactly("NIXPKGS-2026-0002", "NIXPKGS-2026-0003");
    assertThat(published.changedSince(PublishedItem.ISSUE, world.clock.instant(), null, 9).items())
        .extracting(PublishedItem::key)
        .containsExactly("NIXPKGS-2026-0003");

    Page<PublicStatus> rows = published.statusesChangedSince(null, STABLE, null, 1);
    Page<PublicStatus> more = published.statusesChangedSince(null, STABLE, rows.next(), 9);
    assertThat(rows.total()).isEqualTo(3);
    assertThat(more.items()).hasSize(2).allMatch(row -> row.status().equals("affected"));
  }
}
