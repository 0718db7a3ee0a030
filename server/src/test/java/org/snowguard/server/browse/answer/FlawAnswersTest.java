package org.snowguard.server.browse.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowguard.core.status.Status;
import org.snowguard.core.status.StatusHow;
import org.snowguard.core.triage.DismissReason;
import org.snowguard.server.browse.answer.FlawAnswers.ChannelName;
import org.snowguard.server.remediation.status.StatusRow;

class FlawAnswersTest {

  private static final Instant THEN = Instant.parse("2026-05-01T00:00:00Z");
  private static final Instant LATER = Instant.parse("2026-06-01T00:00:00Z");
  private static final List<ChannelName> CHANNELS =
      List.of(
          new ChannelName("unstable", true),
          new ChannelName("stable", true),
          new ChannelName("old", false));

  private static LookedAt link(String state, @Nullable String reason, @Nullable String issue) {
    return new LookedAt("zlib", state, false, reason, THEN, issue);
  }

  /** {@code unstable now} or {@code unstable then}: it was affected since May, until June. */
  private static Carried carried(String text) {
    String[] parts = text.strip().split(" ");
    return new Carried(null, parts[0], "zlib", THEN, parts[1].equals("now") ? null : LATER);
  }

  /** {@code stable fix_proposed pull_request}. */
  private static StatusRow row(String text) {
    String[] parts = text.strip().split(" ");
    return new StatusRow(
        "CVE-2026-0001",
        "zlib",
        parts[0],
        Status.of(parts[1]).orElseThrow(),
        new StatusHow(StatusHow.Code.valueOf(parts[2].toUpperCase(Locale.ROOT)), "because"),
        LATER,
        "1.3",
        false);
  }

  private static Answers answers(List<LookedAt> links, @Nullable String was, String rows) {
    return new FlawAnswers(
            false,
            true,
            links,
            CHANNELS,
            was == null
                ? List.of()
                : Arrays.stream(was.split(",")).map(FlawAnswersTest::carried).toList(),
            Arrays.stream(rows.split(",")).map(FlawAnswersTest::row).toList())
        .answers();
  }

  private static String inShort(Answers answers) {
    return answers.all().stream().map(Answers.Answer::inShort).collect(Collectors.joining(" | "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          unstable now, stable now;   unstable affected version, stable affected version;       Yes | Yes | Nowhere yet
          unstable then, stable now;  unstable not_affected version, stable affected version;   Yes | Yes | In some channels
          unstable then, stable then; unstable not_affected version, stable not_affected version; Yes | No | In every supported channel
          unstable then, stable now;  unstable not_affected version, stable fixed patch;        Yes | No | In every supported channel
          ;                           unstable not_affected version, stable not_affected version; Not seen affected | No | Nothing to fix
          stable now;                 unstable not_affected version, stable affected version;   Yes | Yes | In some channels
          stable now;                 unstable fix_merged branch, stable fix_proposed pull_request; Yes | Yes | Nowhere yet
          ;                           unstable unknown undecided;                               Not seen affected | Not known | Nowhere yet
          ;                           unstable acknowledged known_vulnerability;                Not seen affected | Yes, marked insecure | Nowhere yet
          unstable now;               unstable accepted_risk decision;                          Yes | Yes, the risk is accepted | Nothing to fix
          unstable then, stable now;  unstable fixed patch, stable accepted_risk decision;      Yes | Yes, the risk is accepted | In some channels
          unstable now;               unstable fixed decision;                                  Yes | No | In every supported channel
          unstable now;               unstable not_affected decision;                           Not seen affected | No | Nothing to fix
          unstable now;               unstable not_affected person;                             Not seen affected | No | Nothing to fix
          unstable then;              unstable not_affected person;                             Yes | No | In every supported channel
          ;                           unstable fixed landing;                                   Yes | No | In every supported channel
          old now;                    old affected version;                                     Yes | In no supported channel | Nothing to fix
          unstable then, old now;     unstable not_affected version, old affected version;      Yes | No | In every supported channel
          """)
  void saysWhatHoldsAndWhatPeopleDecided(@Nullable String was, String rows, String expected) {
    assertThat(inShort(answers(List.of(link("pending", null, null)), was, rows)))
        .isEqualTo(expected + " | By machine only");
  }

  @Test
  void linesTellSinceWhenAndHowFarAFixIs() {
    Answers answers =
        answers(
            List.of(link("accepted", null, "NIXPKGS-2026-0001")),
            "unstable then, stable now",
            "unstable not_affected version, stable fix_proposed pull_request");
    assertThat(answers.all().stream().map(Answers.Answer::lines))
        .containsExactly(
            List.of(
                "unstable: seen from 2026-05-01 to 2026-06-01", "stable: seen since 2026-05-01"),
            List.of(
                "unstable: not affected (zlib 1.3)", "stable: fix proposed (zlib 1.3): because"),
            List.of("unstable since 2026-06-01 (zlib 1.3)"),
            List.of("zlib: part of NIXPKGS-2026-0001, 2026-05-01"));
    assertThat(answers.all().getLast().issues()).containsExactly("NIXPKGS-2026-0001");
  }

  @ParameterizedTest
  @CsvSource({
    "false, true, Not seen affected | Nothing in nixpkgs matches | Nothing to fix | By machine",
    "false, false, Not known yet | Not known yet | Nothing to fix | Not yet",
    "true, true, Rejected by its source | Rejected by its source | Nothing to fix | By machine"
  })
  void unmatchedOnesAreAnsweredToo(boolean rejected, boolean matched, String expected) {
    assertThat(
            inShort(
                new FlawAnswers(rejected, matched, List.of(), CHANNELS, List.of(), List.of())
                    .answers()))
        .isEqualTo(expected);
  }

  /** It is in no channel any more: no row says what people said of it. */
  @ParameterizedTest
  @CsvSource({
    "NOT_THE_SAME_SOFTWARE, Not seen affected",
    "VERSION_NEVER_AFFECTED, Not seen affected",
    "ALREADY_PATCHED, Yes",
    "OTHER, Yes"
  })
  void whatPeopleDeniedWasNot(DismissReason reason, String expected) {
    Carried one = new Carried(reason, "unstable", "zlib", THEN, LATER);
    Answers answers =
        new FlawAnswers(
                false,
                true,
                List.of(link("dismissed", reason.text(), null)),
                CHANNELS,
                List.of(one),
                List.of())
            .answers();
    assertThat(answers.all().getFirst().inShort()).isEqualTo(expected);
    assertThat(answers.all().getLast().inShort()).isEqualTo("By people");
  }
}
