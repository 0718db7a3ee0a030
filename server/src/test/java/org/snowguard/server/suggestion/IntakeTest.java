package org.snowguard.server.suggestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowguard.core.nixpkgs.NixPackage;
import org.snowguard.core.record.VulnerabilityRecord;
import org.snowguard.core.triage.DismissReason;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.ingest.ImportCounts;
import org.snowguard.server.ingest.advisory.AdvisorySource;
import org.snowguard.server.nixpkgs.Packages;

class IntakeTest {

  private static final String ID = "CVE-2024-0001";

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private TriageWorld world;

  @BeforeEach
  void arrange() {
    world = new TriageWorld(database);
    world.ship(TriageWorld.UNSTABLE, Packages.of("zlib 1.3"), Packages.of("zlib_old 1.2"));
    world.ship(TriageWorld.OLD, Packages.of("zlib 1.1"), Packages.of("gone 1.0"));
    world.group("zlib", "zlib", "zlib_old");
  }

  @ParameterizedTest
  @CsvSource({
    "0.99, AFFECTED,     PENDING",
    "0.99, UNKNOWN,      PENDING",
    "0.6,  AFFECTED,     PENDING",
    "0.2,  AFFECTED,     WEAK",
    "0.99, NOT_AFFECTED, SETTLED",
    "0.99, PATCHED,      SETTLED",
    "0.2,  ACKNOWLEDGED, SETTLED"
  })
  void placement(double probability, Verdict verdict, Standing standing) {
    QueueCard card = world.suggested(ID, "zlib", probability, verdict);
    assertThat(card.state()).isEqualTo(standing);
    assertThat(world.eventsOf(card)).isEmpty();
  }

  @Test
  void unsupportedChannelQueuesNothing() {
    assertThat(world.suggested(ID, "gone", 0.99, Verdict.AFFECTED).state())
        .isEqualTo(Standing.SETTLED);
  }

  @Test
  void secondRunWritesNothing() {
    VulnerabilityRecord record = world.record(ID, "A flaw");
    var suggestion = world.suggest(ID, "zlib", 0.99, Verdict.AFFECTED);
    assertThat(world.take(record, suggestion)).isEqualTo(1);
    QueueCard before = world.card(ID);
    assertThat(world.take(record, suggestion)).isZero();
    assertThat(world.card(ID)).isEqualTo(before);
  }

  @Test
  void attributesJudgedApartKeepTheirOwnVerdicts() {
    // Equal names, versions and patches: only the attribute tells the two apart.
    world.ship(TriageWorld.UNSTABLE, Packages.of("zlib 1.3"), twin());
    world.take(
        world.record(ID, "A flaw"),
        world.suggest(
            ID,
            "zlib",
            0.99,
            (channel, attribute) ->
                attribute.equals("zlib") ? Verdict.AFFECTED : Verdict.NOT_AFFECTED));
    assertThat(world.card(ID).channels().getFirst().packages())
        .extracting("label", "verdict")
        .containsExactly(tuple("zlib 1.3", "affected"), tuple("zlib_old 1.3", "not_affected"));
  }

  private static NixPackage twin() {
    var zlib = Packages.of("zlib 1.3");
    return new NixPackage(
        "zlib_old", zlib.name(), zlib.pname(), zlib.version(), zlib.metadata(), null);
  }

  @Test
  void verdictThatImprovesTakesTheCardOutAndOneThatWorsensBringsItBack() {
    VulnerabilityRecord record = world.record(ID, "A flaw");
    world.take(record, world.suggest(ID, "zlib", 0.99, Verdict.AFFECTED));
    world.firstImportDone();
    world.take(record, world.suggest(ID, "zlib", 0.99, Verdict.PATCHED));
    QueueCard settled = world.card(ID);
    assertThat(settled.state()).isEqualTo(Standing.SETTLED);
    world.take(record, world.suggest(ID, "zlib", 0.99, Verdict.UNKNOWN));
    assertThat(world.card(ID).state()).isEqualTo(Standing.PENDING);
    assertThat(world.kindsOf(settled)).containsExactly("suggestion.unqueued", "suggestion.queued");
    assertThat(world.eventsOf(settled).getFirst().note())
        .isEqualTo("0 packages in supported channels are affected, 2 unknown");
  }

  @Test
  void linkThatIsNotMadeAnyMoreIsWithdrawnAndMayComeBack() {
    VulnerabilityRecord record = world.record(ID, "A flaw");
    var suggestion = world.suggest(ID, "zlib", 0.99, Verdict.AFFECTED);
    world.take(record, suggestion);
    world.firstImportDone();
    assertThat(world.take(record)).isEqualTo(1);
    QueueCard withdrawn = world.card(ID);
    assertThat(withdrawn.state()).isEqualTo(Standing.WITHDRAWN);
    assertThat(world.cards(QueueTab.PENDING)).isEmpty();
    assertThat(world.take(record)).isZero();
    world.take(record, suggestion);
    assertThat(world.card(ID).state()).isEqualTo(Standing.PENDING);
    assertThat(world.kindsOf(withdrawn))
        .containsExactly("suggestion.withdrawn", "suggestion.queued");
  }

  @Test
  void duringTheFirstImportNothingIsLeftOfALinkThatNobodySaw() {
    VulnerabilityRecord record = world.record(ID, "A flaw");
    world.take(record, world.suggest(ID, "zlib", 0.99, Verdict.AFFECTED));
    world.take(record);
    assertThat(world.queue.ofVulnerability(world.vulnerability(ID), null)).isEmpty();
  }

  @Test
  void acceptedLinkStaysAndItsDraftIsFlagged() {
    QueueCard card = world.suggested(ID, "zlib", 0.99, Verdict.AFFECTED);
    Acted acted = world.triage.accept(card.seen(), world.alice);
    world.take(rejected());
    assertThat(world.card(ID).state()).isEqualTo(Standing.ACCEPTED);
    long draft = Objects.requireNonNull(acted.draft()).issueId();
    assertThat(world.issues.find(draft).orElseThrow().items().getFirst().flag())
        .isEqualTo("the record was rejected since");
  }

  private VulnerabilityRecord rejected() {
    return world.record(
        ID, "Withdrawn", json -> json.replace("\"state\":\"PUBLISHED\"", "\"state\":\"REJECTED\""));
  }

  /** A decision, then something that happens: does it come back, and what does it say? */
  @ParameterizedTest
  @CsvSource({
    "DUPLICATE,             description, description changed",
    "NOT_THE_SAME_SOFTWARE, description, description changed",
    "VERSION_NEVER_AFFECTED, bump, zlib 1.3 in nixos-unstable is affected",
    "ALREADY_PATCHED,       bump, zlib 1.3 in nixos-unstable is affected",
    "NOT_THE_SAME_SOFTWARE, bump,",
    "HOSTED_SERVICE_ONLY,   bump,",
    "NOT_IN_NIXPKGS,        package, zlib_new 2.0 in nixos-unstable is packaged now",
    "VERSION_NEVER_AFFECTED, package,",
    "RISK_ACCEPTED,         halfYear, to be reviewed on 2027-05-19",
    "DUPLICATE,             halfYear,"
  })
  void dismissalHoldsForItsFacts(DismissReason reason, String happening, @Nullable String said) {
    VulnerabilityRecord record = world.record(ID, "A flaw".repeat(30));
    world.take(record, world.suggest(ID, "zlib", 0.99, Verdict.NOT_AFFECTED));
    QueueCard card = world.card(ID);
    world.triage.dismiss(card.seen(), new Dismissal(reason, null, null), world.alice);
    switch (happening) {
      case "description" ->
          world.take(
              world.record(ID, "Another flaw".repeat(30)),
              world.suggest(ID, "zlib", 0.99, Verdict.NOT_AFFECTED));
      case "bump" -> world.take(record, world.suggest(ID, "zlib", 0.99, Verdict.AFFECTED));
      case "package" -> {
        world.ship(
            TriageWorld.UNSTABLE,
            Packages.of("zlib 1.3"),
            Packages.of("zlib_new 2.0"),
            Packages.of("zlib_old 1.2"));
        world.group("zlib", "zlib", "zlib_new", "zlib_old");
        world.take(record, world.suggest(ID, "zlib", 0.99, Verdict.NOT_AFFECTED));
      }
      case "halfYear" -> {
        world.clock.advance(Duration.ofDays(181));
        world.returnDue.run();
      }
      default -> throw new IllegalArgumentException(happening);
    }
    QueueCard now = world.card(ID);
    // Only a package that is affected by now leaves something to decide.
    Standing back = happening.equals("bump") ? Standing.PENDING : Standing.SETTLED;
    assertThat(now.state()).isEqualTo(said == null ? Standing.DISMISSED : back);
    if (said != null) {
      assertThat(now.changedSince()).startsWith("Changed since dismissed").contains(said);
      assertThat(world.kindsOf(card))
          .containsExactly("suggestion.dismissed", "suggestion.reopened");
    }
  }

  @Test
  void snoozeEndsOnItsDay() {
    QueueCard card = world.suggested(ID, "zlib", 0.99, Verdict.AFFECTED);
    world.triage.snooze(card.seen(), LocalDate.parse("2026-11-27"), world.alice);
    world.clock.advance(Duration.ofDays(6));
    assertThat(world.returnDue.run()).isZero();
    world.clock.advance(Duration.ofDays(1));
    assertThat(world.returnDue.run()).isEqualTo(1);
    assertThat(world.card(ID).state()).isEqualTo(Standing.PENDING);
    assertThat(world.card(ID).changedSince()).isEqualTo("Snoozed: snoozed until 2026-11-27");
  }

  @Test
  void snoozedLinkThatIsGoneComesBackAsWithdrawn() {
    VulnerabilityRecord record = world.record(ID, "A flaw");
    world.take(record, world.suggest(ID, "zlib", 0.99, Verdict.AFFECTED));
    world.triage.snooze(world.card(ID).seen(), LocalDate.parse("2026-11-27"), world.alice);
    world.take(record);
    world.clock.advance(Duration.ofDays(7));
    assertThat(world.returnDue.run()).isEqualTo(1);
    assertThat(world.card(ID).state()).isEqualTo(Standing.WITHDRAWN);
  }

  @Test
  void snoozedCardWithNothingLeftComesBackAsSettled() {
    VulnerabilityRecord record = world.record(ID, "A flaw");
    world.take(record, world.suggest(ID, "zlib", 0.99, Verdict.AFFECTED));
    world.triage.snooze(world.card(ID).seen(), LocalDate.parse("2026-11-27"), world.alice);
    world.take(record, world.suggest(ID, "zlib", 0.99, Verdict.PATCHED));
    world.clock.advance(Duration.ofDays(7));
    world.returnDue.run();
    assertThat(world.card(ID).state()).isEqualTo(Standing.SETTLED);
  }

  @Test
  void cardThatCameBackIsNotPutAsideByTheNextView() {
    VulnerabilityRecord record = world.record(ID, "A flaw");
    world.take(record, world.suggest(ID, "zlib", 0.99, Verdict.AFFECTED));
    world.triage.snooze(world.card(ID).seen(), LocalDate.parse("2026-11-27"), world.alice);
    world.clock.advance(Duration.ofDays(7));
    world.returnDue.run();
    world.take(record, world.suggest(ID, "zlib", 0.2, Verdict.AFFECTED));
    assertThat(world.card(ID).state()).isEqualTo(Standing.PENDING);
  }

  @Test
  void snoozeUntilItChangesEndsWithAnotherVersion() {
    VulnerabilityRecord record = world.record(ID, "A flaw");
    world.take(record, world.suggest(ID, "zlib", 0.99, Verdict.AFFECTED));
    world.triage.snooze(world.card(ID).seen(), null, world.alice);
    world.take(record, world.suggest(ID, "zlib", 0.98, Verdict.AFFECTED));
    assertThat(world.card(ID).state()).isEqualTo(Standing.SNOOZED);
    world.ship(TriageWorld.UNSTABLE, Packages.of("zlib 1.4"), Packages.of("zlib_old 1.2"));
    world.take(record, world.suggest(ID, "zlib", 0.98, Verdict.AFFECTED));
    assertThat(world.card(ID).state()).isEqualTo(Standing.PENDING);
    assertThat(world.card(ID).changedSince()).contains("zlib 1.4 in nixos-unstable is affected");
  }

  @ParameterizedTest
  @CsvSource({
    "2024-05-02, false, BACKLOG",
    "2024-05-01, false, PENDING",
    "never,      false, PENDING",
    ",           false, BACKLOG",
    "2024-05-02, true,  PENDING"
  })
  void oldRecordsOfTheFirstImportGoToTheBacklog(
      @Nullable String before, boolean afterFirstImport, Standing standing) {
    world.backlogBefore(before);
    world.suggested("CVE-2024-0009", "zlib", 0.99, Verdict.AFFECTED);
    if (afterFirstImport) {
      world.firstImportDone();
      world.clock.advance(Duration.ofHours(1));
    }
    assertThat(world.suggested(ID, "zlib", 0.99, Verdict.AFFECTED).state()).isEqualTo(standing);
  }

  @Test
  void oldRecordsOfASourceThatIsGivenLaterGoToTheBacklogToo() {
    world.backlogBefore("2024-05-02");
    world.suggested("CVE-2024-0009", "zlib", 0.99, Verdict.AFFECTED);
    world.firstImportDone();
    world.clock.advance(Duration.ofDays(30));
    long run = world.runs.begin(AdvisorySource.NAME, "advisories.zip", "abc");
    world.clock.advance(Duration.ofMinutes(1));
    assertThat(world.suggested(ID, "zlib", 0.99, Verdict.AFFECTED).state())
        .isEqualTo(Standing.BACKLOG);
    world.runs.finish(run, ImportCounts.NONE, List.of());
    world.clock.advance(Duration.ofHours(1));
    world.runs.begin(AdvisorySource.NAME, "advisories.zip", "def");
    assertThat(world.suggested("CVE-2024-0002", "zlib", 0.99, Verdict.AFFECTED).state())
        .as("news of a source that is known")
        .isEqualTo(Standing.PENDING);
    assertThat(world.card(ID).state()).isEqualTo(Standing.BACKLOG);
  }

  @Test
  void boundaryIsFixedOnce() {
    world.backlogBefore("2024-05-02");
    world.suggested("CVE-2024-0009", "zlib", 0.99, Verdict.AFFECTED);
    world.backlogBefore("never");
    assertThat(world.suggested(ID, "zlib", 0.99, Verdict.AFFECTED).state())
        .isEqualTo(Standing.BACKLOG);
  }

  @Test
  void whatWasTakenFromTheBacklogStaysInTheQueue() {
    world.backlogBefore("2025-01-01");
    VulnerabilityRecord record = world.record(ID, "A flaw");
    world.take(record, world.suggest(ID, "zlib", 0.99, Verdict.AFFECTED));
    world.triage.takeFromBacklog(world.card(ID).seen(), world.alice);
    assertThat(world.card(ID).state()).isEqualTo(Standing.PENDING);
    world.take(record, world.suggest(ID, "zlib", 0.98, Verdict.AFFECTED));
    assertThat(world.card(ID).state()).isEqualTo(Standing.PENDING);
    world.undo.undoLast(world.alice);
    assertThat(world.card(ID).state()).isEqualTo(Standing.BACKLOG);
  }

  @Test
  void interruptedInputKeepsTheFirstImportOpen() {
    world.backlogBefore("2024-05-02");
    world.suggested("CVE-2024-0009", "zlib", 0.99, Verdict.AFFECTED);
    world.runs.begin("cve-list", "records.tar.xz", "abc");
    world.firstImportDone();
    world.clock.advance(Duration.ofHours(1));
    assertThat(world.suggested(ID, "zlib", 0.99, Verdict.AFFECTED).state())
        .isEqualTo(Standing.BACKLOG);
  }

  @Test
  void failedInputKeepsTheFirstImportOpen() {
    world.backlogBefore("2024-05-02");
    world.suggested("CVE-2024-0009", "zlib", 0.99, Verdict.AFFECTED);
    long run = world.runs.begin("cve-list", "records.tar.xz", "abc");
    world.runs.fail(run, ImportCounts.NONE, "the archive ends in the middle");
    world.firstImportDone();
    world.clock.advance(Duration.ofHours(1));
    assertThat(world.suggested(ID, "zlib", 0.99, Verdict.AFFECTED).state())
        .isEqualTo(Standing.BACKLOG);
  }

  @Test
  void importCutOffAndBegunAnewWithOtherFilesEndsTheFirstImport() {
    world.backlogBefore("2024-05-02");
    world.suggested("CVE-2024-0009", "zlib", 0.99, Verdict.AFFECTED);
    world.runs.begin("cve-list", "records.tar.xz", "abc");
    long second = world.runs.begin("cve-list", "records.tar.xz deltas", "def");
    world.runs.finish(second, ImportCounts.NONE, List.of());
    assertThat(world.runs.latest()).extracting("error").containsExactly(null, "cut off");
    world.firstImportDone();
    world.clock.advance(Duration.ofHours(1));
    assertThat(world.suggested(ID, "zlib", 0.99, Verdict.AFFECTED).state())
        .isEqualTo(Standing.PENDING);
  }
}
