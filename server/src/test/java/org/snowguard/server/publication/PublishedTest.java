package org.snowguard.server.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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
import org.snowguard.server.web.BadInput;
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
    return stated(vulnerability, ZLIB);
  }

  private String stated(String vulnerability, String purl) {
    if (published.find(PublishedItem.OPENVEX, STABLE).isEmpty()) {
      return "nothing";
    }
    return StreamSupport.stream(
            body(PublishedItem.OPENVEX, STABLE).get("statements").spliterator(), false)
        .filter(one -> one.get("vulnerability").get("name").asString().equals(vulnerability))
        .filter(one -> one.get("products").get(0).get("@id").asString().equals(purl))
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
  void riskIsTakenWhereTheFlawIs() {
    world.take(
        world.record("CVE-2024-0001", "A flaw in zlib"),
        world.suggest(
            "CVE-2024-0001",
            "zlib",
            0.99,
            (channel, attribute) ->
                channel.equals(STABLE) ? Verdict.AFFECTED : Verdict.NOT_AFFECTED));
    world.triage.dismiss(
        world.card("CVE-2024-0001").seen(),
        new Dismissal(DismissReason.RISK_ACCEPTED, "because", LocalDate.parse("2027-05-01")),
        world.alice);
    published.refresh();
    assertThat(stated("CVE-2024-0001")).isEqualTo("affected with an action");
    assertThat(published.find(PublishedItem.OPENVEX, TriageWorld.UNSTABLE)).isEmpty();
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
                values (?, 'verdict', 'zlib', ?, ?, 'looked at it', ?, ?)
                """,
                issue,
                STABLE,
                verdict.text(),
                world.alice,
                world.clock.instant()));
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
  void osvNamesVersionsThatEveryChannelHasLeft() {
    publish(open.draft("CVE-2024-0001", Verdict.AFFECTED, Verdict.AFFECTED), "NIXPKGS-2026-0001");
    world.ship(TriageWorld.UNSTABLE, Packages.of("zlib 1.4"), Packages.of("curl 8.9"));
    world.ship(STABLE, Packages.of("zlib 1.4"));
    world.take(
        world.record("CVE-2024-0001", "A flaw in zlib"),
        world.suggest("CVE-2024-0001", "zlib", 0.99, Verdict.NOT_AFFECTED));
    world.earlier.lookBack(List.of("CVE-2024-0001"), List.of("zlib"));
    published.refresh();
    JsonNode affected = body(PublishedItem.OSV, "NIXPKGS-2026-0001").get("affected").get(0);
    assertThat(affected.get("versions").toString()).isEqualTo("[\"1.2\",\"1.3\"]");
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

  /** The machine calls the new version affected, and nobody has said a word of it. */
  @ParameterizedTest
  @CsvSource({"true, nothing", "false, under_investigation"})
  void decisionsThatHideHoldForVersionsThatStoodThen(boolean closed, String expected) {
    long issue =
        publish(
            open.draft("CVE-2024-0001", Verdict.AFFECTED, Verdict.AFFECTED), "NIXPKGS-2026-0001");
    if (closed) {
      world.issues.close(issue, CloseReason.NOT_AFFECTED, "because", world.alice);
    } else {
      judge(issue, Verdict.NOT_AFFECTED);
    }
    published.refresh();
    assertThat(stated("CVE-2024-0001")).isEqualTo("not_affected vulnerable_code_not_present");

    world.clock.advance(Duration.ofDays(2));
    world.ship(STABLE, Packages.of("zlib 1.2.1"));
    world.take(
        world.record("CVE-2024-0001", "A flaw in zlib"),
        world.suggest("CVE-2024-0001", "zlib", 0.99, Verdict.AFFECTED));
    published.refresh();
    assertThat(stated("CVE-2024-0001", ZLIB.replace("1.2", "1.2.1"))).isEqualTo(expected);
  }

  @Test
  void duplicateOfWhatWasWithdrawnSaysNothing() {
    long target =
        publish(
            open.draft("CVE-2024-0001", Verdict.AFFECTED, Verdict.AFFECTED), "NIXPKGS-2026-0001");
    judge(target, Verdict.NOT_AFFECTED);
    long other =
        publish(
            open.draft("CVE-2024-0002", Verdict.AFFECTED, Verdict.AFFECTED), "NIXPKGS-2026-0002");
    addVulnerability(other, "CVE-2024-0001");
    world.issues.closeAsDuplicate(other, target, null, world.alice);
    published.refresh();
    assertThat(stated("CVE-2024-0001")).isEqualTo("not_affected vulnerable_code_not_present");
    world.issues.close(target, CloseReason.WITHDRAWN, "because", world.alice);
    published.refresh();
    assertThat(stated("CVE-2024-0001")).isEqualTo("nothing");
  }

  @Test
  void duplicatesNeverGoAround() {
    long one =
        publish(
            open.draft("CVE-2024-0001", Verdict.AFFECTED, Verdict.AFFECTED), "NIXPKGS-2026-0001");
    long two =
        publish(
            open.draft("CVE-2024-0002", Verdict.AFFECTED, Verdict.AFFECTED), "NIXPKGS-2026-0002");
    long three =
        publish(
            open.draft("CVE-2024-0003", Verdict.AFFECTED, Verdict.AFFECTED), "NIXPKGS-2026-0003");
    world.issues.closeAsDuplicate(one, two, null, world.alice);
    world.issues.closeAsDuplicate(two, three, null, world.alice);
    assertThatExceptionOfType(BadInput.class)
        .isThrownBy(() -> world.issues.closeAsDuplicate(three, one, null, world.alice))
        .withMessageContaining("duplicate of this very issue");
  }

  @Test
  void duplicateOfADraftSaysNothing() {
    long draft = open.draft("CVE-2024-0001", Verdict.AFFECTED, Verdict.AFFECTED);
    judge(draft, Verdict.NOT_AFFECTED);
    long other =
        publish(
            open.draft("CVE-2024-0002", Verdict.AFFECTED, Verdict.AFFECTED), "NIXPKGS-2026-0002");
    addVulnerability(other, "CVE-2024-0001");
    world.issues.closeAsDuplicate(other, draft, null, world.alice);
    published.refresh();
    assertThat(stated("CVE-2024-0001")).isEqualTo("nothing");
    assertThat(body(PublishedItem.ISSUE, "NIXPKGS-2026-0002").get("duplicateOf").isNull()).isTrue();
    assertThat(body(PublishedItem.OSV, "NIXPKGS-2026-0002").has("withdrawn"))
        .as("nothing that the world can read holds instead")
        .isFalse();
  }

  @Test
  void whatIsTakenBackIsStatedNoMore() {
    world.suggested("CVE-2024-0001", "zlib", 0.99, Verdict.AFFECTED);
    world.triage.dismiss(
        world.card("CVE-2024-0001").seen(),
        new Dismissal(DismissReason.ALREADY_PATCHED, null, null),
        world.alice);
    published.refresh();
    PublishedItem first = published.find(PublishedItem.OPENVEX, STABLE).orElseThrow();
    world.clock.advance(Duration.ofMinutes(1));
    world.undo.undoLast(world.alice);
    published.refresh();
    assertThat(published.find(PublishedItem.OPENVEX, STABLE)).isEmpty();
    assertThat(published.all(PublishedItem.OPENVEX)).isEmpty();
    assertThat(published.refresh()).as("and that once").isZero();

    world.clock.advance(Duration.ofMinutes(1));
    world.triage.dismiss(
        world.card("CVE-2024-0001").seen(),
        new Dismissal(DismissReason.ALREADY_PATCHED, null, null),
        world.alice);
    published.refresh();
    PublishedItem again = published.find(PublishedItem.OPENVEX, STABLE).orElseThrow();
    assertThat(again.version()).as("never one that was given out").isEqualTo(2);
    assertThat(JSON.readTree(again.body()).get("version").asInt()).isEqualTo(2);
    assertThat(again.firstAt()).isEqualTo(first.firstAt());
  }

  @Test
  void rejectedRecordIsNothingToBeAffectedBy() {
    publish(open.draft("CVE-2024-0001", Verdict.AFFECTED, Verdict.AFFECTED), "NIXPKGS-2026-0001");
    world.jdbi.useHandle(handle -> handle.execute("update vulnerability set state = 'rejected'"));
    published.refresh();
    assertThat(published.all(PublishedItem.OPENVEX)).isEmpty();
    assertThat(published.all(PublishedItem.AUTOMATIC)).isEmpty();
    assertThat(
            body(PublishedItem.ISSUE, "NIXPKGS-2026-0001")
                .at("/vulnerabilities/0/rejected")
                .asBoolean())
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    // reason, closed by a person, withdrawn
    "WITHDRAWN, true, true",
    "NOT_AFFECTED, true, true",
    "NOT_AFFECTED, false, false",
    "FIXED, true, false",
    "WILL_NOT_FIX, true, false"
  })
  void osvIsWithdrawnWhereAPersonSaidThatItHoldsNowhere(
      CloseReason reason, boolean person, boolean withdrawn) {
    long issue =
        publish(
            open.draft("CVE-2024-0001", Verdict.NOT_AFFECTED, Verdict.AFFECTED),
            "NIXPKGS-2026-0001");
    world.issues.close(issue, reason, "because", person ? world.alice : null);
    published.refresh();
    assertThat(body(PublishedItem.OSV, "NIXPKGS-2026-0001").has("withdrawn")).isEqualTo(withdrawn);
    world.clock.advance(Duration.ofMinutes(1));
    world.issues.reopen(issue, null, world.alice);
    published.refresh();
    assertThat(body(PublishedItem.OSV, "NIXPKGS-2026-0001").has("withdrawn")).isFalse();
  }

  @Test
  void osvOfADuplicateIsWithdrawnWhereAnotherSpeaksOfTheSame() {
    long target =
        publish(
            open.draft("CVE-2024-0001", Verdict.AFFECTED, Verdict.AFFECTED), "NIXPKGS-2026-0001");
    long other =
        publish(
            open.draft("CVE-2024-0002", Verdict.AFFECTED, Verdict.AFFECTED), "NIXPKGS-2026-0002");
    world.issues.closeAsDuplicate(other, target, null, world.alice);
    published.refresh();
    assertThat(body(PublishedItem.OSV, "NIXPKGS-2026-0002").has("withdrawn")).isFalse();
    addVulnerability(target, "CVE-2024-0002");
    published.refresh();
    assertThat(body(PublishedItem.OSV, "NIXPKGS-2026-0002").has("withdrawn")).isTrue();
  }

  @Test
  void osvNamesNoVersionThatAPersonJudgedNotAffected() {
    long issue =
        publish(
            open.draft("CVE-2024-0001", Verdict.AFFECTED, Verdict.AFFECTED), "NIXPKGS-2026-0001");
    judge(issue, Verdict.NOT_AFFECTED);
    published.refresh();
    assertThat(body(PublishedItem.OSV, "NIXPKGS-2026-0001").at("/affected/0/versions").toString())
        .isEqualTo("[\"1.3\"]");
  }

  @Test
  void momentsNeverGoBackWhateverTheClockDoes() {
    publish(open.draft("CVE-2024-0001", Verdict.AFFECTED, Verdict.AFFECTED), "NIXPKGS-2026-0001");
    published.refresh();
    PublishedItem first = published.all(PublishedItem.ISSUE).getFirst();
    PublishedItem record = published.all(PublishedItem.OSV).getFirst();
    publish(open.draft("CVE-2024-0002", Verdict.AFFECTED, Verdict.AFFECTED), "NIXPKGS-2026-0002");
    world.clock.advance(Duration.ofMinutes(-5));
    published.refresh();
    assertThat(published.changedSince(PublishedItem.ISSUE, first.changedAt(), null, 9).items())
        .extracting(PublishedItem::key)
        .containsExactly("NIXPKGS-2026-0001", "NIXPKGS-2026-0002");
    assertThat(published.find(PublishedItem.OSV, "NIXPKGS-2026-0002").orElseThrow().changedAt())
        .isAfter(record.changedAt());
  }
}
