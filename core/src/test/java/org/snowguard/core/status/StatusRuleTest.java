package org.snowguard.core.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.snowguard.core.issue.CloseReason;
import org.snowguard.core.status.FixProgress.Reach;
import org.snowguard.core.status.StatusRule.Outcome;
import org.snowguard.core.triage.DismissReason;
import org.snowguard.core.verdict.Verdict;

class StatusRuleTest {

  /**
   * A fix is written {@code 7:open}, with {@code !} behind it where people confirmed it. A decision
   * is the reason of a dismissal or of a closing.
   */
  @ParameterizedTest(name = "{0} {1} by person {2}, earlier {3}, {5}, fixes {6} -> {7} by {8}")
  @CsvSource(
      textBlock =
          """
          # verdict,     reason code,                  person, earlier, taken up, decision,               fixes,                      status,              how
          # the verdict alone
          affected,      in_affected_range,            false,  ,        false,    ,                       ,                           affected,            version
          affected,      all_versions_affected,        false,  ,        true,     ,                       ,                           affected,            version
          unknown,       no_versions,                  false,  ,        false,    ,                       ,                           unknown,             undecided
          unknown,       no_versions,                  false,  ,        true,     ,                       ,                           under_investigation, undecided
          acknowledged,  known_vulnerability_names_id, false,  ,        true,     ,                       ,                           acknowledged,        known_vulnerability
          patched,       patch_names_id,               false,  ,        true,     ,                       ,                           fixed,               patch
          patched,       patch_names_id,               false,  1.0,     true,     ,                       ,                           fixed,               patch
          not_affected,  in_unaffected_range,          false,  ,        true,     ,                       ,                           not_affected,        version
          not_affected,  outside_affected_ranges,      false,  ,        true,     ,                       ,                           not_affected,        version
          not_affected,  other_platform,               false,  ,        true,     ,                       ,                           not_affected,        record
          not_affected,  other_edition,                false,  ,        true,     ,                       ,                           not_affected,        record
          # a version that was affected was left
          not_affected,  in_unaffected_range,          false,  1.0,     true,     ,                       ,                           fixed,               version
          not_affected,  outside_affected_ranges,      false,  1.0,     true,     ,                       ,                           fixed,               version
          not_affected,  listed_unaffected,            false,  1.0,     true,     ,                       ,                           fixed,               version
          not_affected,  default_status,               false,  1.0,     true,     ,                       ,                           fixed,               version
          # the record was corrected: nothing was fixed
          not_affected,  other_platform,               false,  1.0,     true,     ,                       ,                           not_affected,        record
          # a fix that is shipped tells that there was something to fix
          not_affected,  in_unaffected_range,          false,  ,        true,     ,                       7:channel,                  fixed,               version
          not_affected,  in_unaffected_range,          false,  ,        true,     ,                       7:branch,                   not_affected,        version
          not_affected,  other_platform,               false,  ,        true,     ,                       7:channel,                  not_affected,        record
          # people judge otherwise
          affected,      in_unaffected_range,          true,   ,        true,     ,                       ,                           affected,            person
          not_affected,  in_affected_range,            true,   ,        true,     ,                       ,                           not_affected,        person
          not_affected,  in_affected_range,            true,   1.0,     true,     ,                       ,                           not_affected,        person
          patched,       in_affected_range,            true,   ,        true,     ,                       ,                           fixed,               person
          acknowledged,  in_affected_range,            true,   ,        true,     ,                       ,                           acknowledged,        person
          unknown,       in_affected_range,            true,   ,        true,     ,                       ,                           under_investigation, person
          affected,      in_unaffected_range,          true,   ,        true,     ,                       7:channel!,                 affected,            person
          # a fix on its way
          affected,      in_affected_range,            false,  ,        true,     ,                       7:open,                     fix_proposed,        pull_request
          affected,      in_affected_range,            false,  ,        true,     ,                       7:staging,                  fix_proposed,        staging
          affected,      in_affected_range,            false,  ,        true,     ,                       7:branch,                   fix_merged,          branch
          affected,      in_affected_range,            false,  ,        true,     ,                       7:elsewhere,                affected,            version
          affected,      in_affected_range,            false,  ,        true,     ,                       7:nowhere,                  affected,            version
          affected,      in_affected_range,            false,  ,        true,     ,                       7:elsewhere 8:open,         fix_proposed,        pull_request
          affected,      in_affected_range,            false,  ,        true,     ,                       7:open 8:branch 9:staging,  fix_merged,          branch
          affected,      in_affected_range,            true,   ,        true,     ,                       7:branch,                   fix_merged,          branch
          # a link that nobody confirmed ends nothing
          affected,      in_affected_range,            false,  ,        true,     ,                       7:channel,                  affected,            version
          affected,      in_affected_range,            false,  ,        true,     ,                       7:channel!,                 fixed,               landing
          affected,      in_affected_range,            false,  ,        true,     ,                       7:channel 8:open,           fix_proposed,        pull_request
          # where nobody can tell, only what people confirmed counts
          unknown,       no_versions,                  false,  ,        true,     ,                       7:open,                     under_investigation, undecided
          unknown,       no_versions,                  false,  ,        true,     ,                       7:open!,                    fix_proposed,        pull_request
          unknown,       no_versions,                  false,  ,        true,     ,                       7:branch!,                  fix_merged,          branch
          unknown,       no_versions,                  false,  ,        true,     ,                       7:channel!,                 fixed,               landing
          unknown,       no_versions,                  false,  ,        true,     ,                       7:channel,                  under_investigation, undecided
          # decisions
          affected,      in_affected_range,            false,  ,        false,    risk_accepted,          ,                           accepted_risk,       decision
          affected,      in_affected_range,            false,  ,        false,    version_never_affected, ,                           not_affected,        decision
          affected,      in_affected_range,            false,  ,        false,    already_patched,        ,                           fixed,               decision
          affected,      in_affected_range,            false,  ,        false,    duplicate,              ,                           affected,            version
          affected,      in_affected_range,            false,  ,        false,    other,                  ,                           affected,            version
          affected,      in_affected_range,            false,  ,        true,     will_not_fix,           7:branch,                   accepted_risk,       decision
          # closing fixes nothing that channels still ship
          affected,      in_affected_range,            false,  ,        true,     closed_fixed,           ,                           affected,            version
          affected,      in_affected_range,            false,  ,        true,     closed_fixed,           7:branch,                   fix_merged,          branch
          unknown,       no_versions,                  false,  ,        true,     closed_fixed,           ,                           under_investigation, undecided
          patched,       in_affected_range,            true,   ,        true,     closed_fixed,           ,                           fixed,               person
          acknowledged,  known_vulnerability_names_id, false,  ,        true,     closed_fixed,           ,                           fixed,               decision
          affected,      in_affected_range,            false,  ,        true,     withdrawn,              ,                           affected,            version
          unknown,       no_versions,                  false,  ,        false,    hosted_service_only,    ,                           not_affected,        decision
          acknowledged,  known_vulnerability_names_id, false,  ,        false,    risk_accepted,          ,                           accepted_risk,       decision
          # a decision takes nothing back that is shipped
          patched,       patch_names_id,               false,  ,        true,     will_not_fix,           ,                           fixed,               patch
          not_affected,  in_unaffected_range,          false,  1.0,     true,     will_not_fix,           ,                           fixed,               version
          """)
  void followsFromWhatIsKnown(
      String verdict,
      String reasonCode,
      boolean byPerson,
      @Nullable String earlier,
      boolean takenUp,
      @Nullable String decision,
      @Nullable String fixes,
      String status,
      String how) {
    Outcome outcome =
        StatusRule.judge(
            new StatusFacts(
                Verdict.valueOf(verdict.toUpperCase(Locale.ROOT)),
                reasonCode,
                "by the record",
                byPerson,
                "1.1",
                earlier,
                takenUp,
                decision(decision),
                fixes(fixes)));

    assertThat(outcome.status().text() + " by " + outcome.how().code().text())
        .isEqualTo(status + " by " + how);
  }

  private static Optional<StatusDecision> decision(@Nullable String reason) {
    if (reason == null) {
      return Optional.empty();
    }
    return switch (reason) {
      case "closed_fixed" -> StatusDecision.of(CloseReason.FIXED);
      case "will_not_fix" -> StatusDecision.of(CloseReason.WILL_NOT_FIX);
      case "withdrawn" -> StatusDecision.of(CloseReason.WITHDRAWN);
      default -> StatusDecision.of(DismissReason.valueOf(reason.toUpperCase(Locale.ROOT)));
    };
  }

  private static List<FixProgress> fixes(@Nullable String text) {
    if (text == null) {
      return List.of();
    }
    return Arrays.stream(text.split(" "))
        .map(
            fix -> {
              String[] parts = fix.replace("!", "").split(":");
              return new FixProgress(
                  Integer.parseInt(parts[0]),
                  fix.endsWith("!"),
                  Reach.valueOf(parts[1].toUpperCase(Locale.ROOT)));
            })
        .toList();
  }

  /** Lists and clocks go by the very fix that the status names, not by one that came farther. */
  @ParameterizedTest(name = "{0}, fixes {1} -> {2}")
  @CsvSource({
    "affected, 7:channel 8:open, 8",
    "affected, 7:branch 8:open, 7",
    "affected, 7:staging 8:staging!, 8",
    "affected, 7:open 8:channel!, 8",
    "affected, 7:channel 8:elsewhere, ",
    "unknown, 7:branch 8:open!, 8",
    "unknown, 7:open, ",
    "not_affected, 7:branch 8:channel, 8",
    "patched, 7:channel, ",
  })
  void namesTheFixThatItSpeaksOf(String verdict, String fixes, @Nullable Integer expected) {
    StatusFacts facts =
        new StatusFacts(
            Verdict.valueOf(verdict.toUpperCase(Locale.ROOT)),
            "in_unaffected_range",
            "by the record",
            false,
            "1.1",
            null,
            true,
            Optional.empty(),
            fixes(fixes));

    FixProgress fix = StatusRule.judge(facts).fix();

    assertThat(fix == null ? null : fix.pullRequest()).isEqualTo(expected);
  }

  @Test
  void saysFromWhichVersionToWhich() {
    StatusFacts facts =
        new StatusFacts(
            Verdict.NOT_AFFECTED,
            "in_unaffected_range",
            "1.1 is at or after 1.1",
            false,
            "1.1",
            "1.0",
            true,
            Optional.empty(),
            List.of());

    assertThat(StatusRule.judge(facts).how().text())
        .isEqualTo("1.0 -> 1.1: 1.1 is at or after 1.1");
  }

  @ParameterizedTest
  @CsvSource({
    "affected, true, true",
    "fix_proposed, true, true",
    "fix_merged, true, true",
    "unknown, true, false",
    "under_investigation, true, false",
    "acknowledged, false, false",
    "accepted_risk, false, false",
    "fixed, false, false",
    "not_affected, false, false",
  })
  void theFirstFiveAreOpen(String text, boolean open, boolean affected) {
    Status status = Status.of(text).orElseThrow();

    assertThat(status.isOpen()).isEqualTo(open);
    assertThat(status.isAffected()).isEqualTo(affected);
  }

  @Test
  void anIssueStandsWhereTheWorstOfItsRowsDoes() {
    assertThat(Status.worst(List.of(Status.FIXED, Status.FIX_MERGED, Status.UNKNOWN)))
        .contains(Status.FIX_MERGED);
    assertThat(Status.worst(List.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          ,                        false, false, no_fix
          ,                        true,  false, fixed_upstream
          7:nowhere,               true,  false, fixed_upstream
          7:open,                  true,  false, proposed
          7:open 8:staging,        true,  false, in_staging
          7:branch 8:open,         true,  false, in_branch
          7:elsewhere,             true,  false, no_backport
          7:elsewhere,             true,  true,  backport_failed
          7:elsewhere 8:open,      true,  true,  proposed
          7:channel,               true,  false, arrived
          """)
  void isHeldUpWhereItsFarthestFixIs(
      @Nullable String fixes, boolean versionKnown, boolean failed, String stage) {
    assertThat(RemedyStage.of(fixes(fixes), versionKnown, failed).text()).isEqualTo(stage);
  }

  @ParameterizedTest
  @EnumSource(RemedyStage.class)
  void stagesAreReadAsTheyAreWritten(RemedyStage stage) {
    assertThat(RemedyStage.of(stage.text())).contains(stage);
  }
}
