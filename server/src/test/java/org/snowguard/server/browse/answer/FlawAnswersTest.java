package org.snowguard.server.browse.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlawAnswersTest {

  private static final Instant THEN = Instant.parse("2026-05-01T00:00:00Z");
  private static final Instant LATER = Instant.parse("2026-06-01T00:00:00Z");

  private static LookedAt link(String state, @Nullable String reason) {
    return new LookedAt("zlib", state, false, reason, THEN, null);
  }

  /** {@code unstable affected now}: of a package with a version of its own. */
  private static Carried carried(String text) {
    String[] parts = text.strip().split(" ");
    boolean isNow = parts[2].equals("now");
    return new Carried(
        "zlib",
        "pending",
        null,
        parts[0],
        parts[0].equals("unstable") ? 0 : 1,
        !parts[0].equals("old"),
        "zlib",
        isNow ? "1.3" : "1.2",
        parts[1],
        isNow ? LATER : THEN,
        isNow ? null : LATER);
  }

  private static String inShort(Answers answers) {
    return answers.all().stream().map(Answers.Answer::inShort).collect(Collectors.joining(" | "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          unstable affected now, stable affected now;      Yes | Yes | Nowhere yet | By machine only
          unstable not_affected now, unstable affected then, stable affected now; Yes | Yes | In some channels | By machine only
          unstable not_affected now, unstable affected then, stable patched now;  Yes | No | Everywhere | By machine only
          unstable not_affected now, stable not_affected now; Not seen affected | No | Nothing to fix | By machine only
          unstable not_affected now, stable affected now;  Yes | Yes | In some channels | By machine only
          unstable unknown now;                            Not seen affected | Not known | Nowhere yet | By machine only
          unstable acknowledged now;                       Not seen affected | Yes, marked insecure | Nothing to fix | By machine only
          old affected now;                                Yes | In no supported channel | Nothing to fix | By machine only
          """)
  void saysWhatTheSnapshotsSay(String carried, String expected) {
    List<Carried> all = Arrays.stream(carried.split(",")).map(FlawAnswersTest::carried).toList();
    Answers answers = new FlawAnswers(false, true, List.of(link("pending", null)), all).answers();
    assertThat(inShort(answers)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "false, true, Not seen affected | Nothing in nixpkgs matches | Nothing to fix | By machine",
    "false, false, Not known yet | Not known yet | Nothing to fix | Not yet",
    "true, true, Rejected by its source | Rejected by its source | Nothing to fix | By machine"
  })
  void unmatchedOnesAreAnsweredToo(boolean rejected, boolean matched, String expected) {
    assertThat(inShort(new FlawAnswers(rejected, matched, List.of(), List.of()).answers()))
        .isEqualTo(expected);
  }

  @Test
  void otherSoftwareCountsForNothing() {
    Carried one = carried("unstable affected now");
    Carried other =
        new Carried(
            one.project(),
            "dismissed",
            "not_the_same_software",
            one.channel(),
            one.position(),
            one.supported(),
            one.attribute(),
            one.version(),
            one.verdict(),
            one.since(),
            null);
    Answers answers =
        new FlawAnswers(
                false, true, List.of(link("dismissed", "not_the_same_software")), List.of(other))
            .answers();
    assertThat(inShort(answers))
        .isEqualTo("Not seen affected | In no supported channel | Nothing to fix | By people");
    assertThat(answers.all().getLast().lines())
        .containsExactly("zlib: dismissed as “not the same software”, 2026-05-01");
  }
}
