package org.snowguard.server.issue.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowguard.core.rule.RuleAction;
import org.snowguard.core.rule.RuleOutcome;
import org.snowguard.core.triage.DismissReason;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.suggestion.Dismissal;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.Conflict;

/** What a rule would take, before it is made. */
class DryRunsTest extends RuleWorld {

  @Test
  void dryRunComparesWithWhatPeopleDecidedAndTouchesNothing() {
    suggested(ONE, "zlib", Verdict.AFFECTED);
    world.triage.dismiss(
        world.card(ONE).seen(), new Dismissal(DismissReason.DUPLICATE, null, null), world.bob);
    suggested(TWO, "zlib", Verdict.AFFECTED);
    suggested("CVE-2026-0003", "zlib", Verdict.UNKNOWN);
    suggested("CVE-2026-0004", "zlib", Verdict.AFFECTED, "2026-01-01");
    suggested("CVE-2026-0005", "zlib", Verdict.AFFECTED);
    world.firstImportDone(); // until then movements of cards are no news
    world.take(
        record("CVE-2026-0005", "2026-10-01"),
        world.suggest("CVE-2026-0005", "zlib", 0.99, Verdict.NOT_AFFECTED));

    DryRun dryRun = rules.dryRun(draft(RuleAction.SETTLE, null));

    assertThat(dryRun.words())
        .isEqualTo(
            "2 of 3 cards that waited then; of 4 published since 2026-08-22 it would have taken 3"
                + " (1 dismissed, 1 pending, 1 settled)");
    assertThat(dryRun.past().left())
        .containsExactly(Map.entry(RuleOutcome.Because.NO_FIXED_VERSION, 1));
    assertThat(dryRun.now().left())
        .containsExactly(Map.entry(RuleOutcome.Because.NO_FIXED_VERSION, 1));
    assertThat(dryRun.now().sample())
        .as("those that wait now, the old one among them")
        .extracting(DryRun.Line::publicId)
        .containsExactly(TWO, "CVE-2026-0004");
    assertThat(states(TWO)).containsExactly("pending");
    assertThat(rules.all()).isEmpty();
  }

  /**
   * Linux has some thousand cards in ninety days; this is many times as much, and the database has
   * not counted them yet, as after a large import: what joins each card to all ends never.
   */
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  @Test
  void dryRunLooksAtEveryCardOfNinetyDaysAndKeepsASample() {
    suggested(ONE, "zlib", Verdict.AFFECTED);
    int copies = 20_000;
    copy(copies);
    RuleDraft draft = draft(RuleAction.SETTLE, null);

    DryRun dryRun = rules.dryRun(draft);

    for (DryRun.Part part : List.of(dryRun.past(), dryRun.now())) {
      assertThat(part.cards()).isEqualTo(copies + 1);
      assertThat(part.taken()).isEqualTo(copies + 1);
      assertThat(part.sample()).hasSize(DryRun.SAMPLE);
      assertThat(part.more()).isEqualTo(copies + 1 - DryRun.SAMPLE);
    }
    assertThat(rules.dryRun(draft).fingerprint()).isEqualTo(dryRun.fingerprint());
    world.jdbi.useHandle(
        handle ->
            handle.execute("update suggestion set known_exploited = true where id % 20000 = 7"));
    assertThat(rules.dryRun(draft).fingerprint()).isNotEqualTo(dryRun.fingerprint());
  }

  /** The one card that there is, so many times again. */
  private void copy(int copies) {
    world.jdbi.useTransaction(
        handle -> {
          handle.execute(
              """
              insert into vulnerability (public_id, state, description, published_at, first_seen_at,
                substance_changed_at, change)
              select 'CVE-2026-' || 100000 + n, state, description, published_at, first_seen_at,
                substance_changed_at, change
              from vulnerability, generate_series(1, ?) n
              """,
              copies);
          handle.execute(
              """
              insert into suggestion (vulnerability_id, project_id, state, placement, tier,
                probability, algorithm, attributes, machine_digest, machine_changed_at, since, score,
                severity, rank, created_at)
              select vulnerability.id, project_id, suggestion.state, placement, tier, probability,
                algorithm, attributes, machine_digest, machine_changed_at, since, score,
                suggestion.severity, rank, created_at
              from suggestion, vulnerability where vulnerability.id <> suggestion.vulnerability_id
              """);
          handle.execute(
              """
              insert into suggestion_verdict
              select (jsonb_populate_record(stated,
                jsonb_build_object('suggestion_id', suggestion.id))).*
              from suggestion_verdict stated, suggestion
              where suggestion.id <> stated.suggestion_id
              """);
        });
  }

  @Test
  void ruleIsMadeOnlyOnTheDryRunThatWasSeen() {
    suggested(ONE, "zlib", Verdict.AFFECTED);
    RuleDraft draft = draft(RuleAction.SETTLE, 9.9);
    String seen = rules.dryRun(draft).fingerprint();
    assertThatExceptionOfType(Conflict.class)
        .isThrownBy(() -> rules.make(draft(RuleAction.SETTLE, 9.8), seen, world.alice));
    suggested(TWO, "zlib", Verdict.AFFECTED);
    assertThatExceptionOfType(Conflict.class)
        .isThrownBy(() -> rules.make(draft, seen, world.alice))
        .withMessageContaining("look at it again");
    assertThat(rules.all()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-20, 30, why",
    "2028-01-01, 30, why",
    "2027-01-01, 0, why",
    "2027-01-01, 91, why",
    "2027-01-01, 30, ' '"
  })
  void boundsOfARuleAreKept(LocalDate expires, int wait, String reason) {
    RuleDraft good = draft(RuleAction.SETTLE, null);
    RuleDraft bad = new RuleDraft(good.project(), good.rule(), wait, reason, expires);
    assertThatExceptionOfType(BadInput.class)
        .isThrownBy(() -> rules.make(bad, rules.dryRun(bad).fingerprint(), world.alice));
  }
}
