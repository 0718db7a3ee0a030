package org.snowguard.server.browse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowguard.server.account.ActorNames;

class EventWordsTest {

  private static final ActorNames NAMES = new ActorNames(Map.of(7L, "alice"));

  private static Map<String, String> facts(String name, @Nullable Object value) {
    Map<String, @Nullable Object> facts = new HashMap<>();
    facts.put(name, value);
    return EventWords.facts(facts, NAMES);
  }

  @ParameterizedTest
  @CsvSource({
    "issue.closed_on_github, 'GitHub issue closed, still affected here'",
    "issue.drafted, draft made",
    "suggestion.accepted, suggestion accepted",
    "channel.status_changed, channel status changed",
  })
  void kindsAreWords(String kind, String words) {
    assertThat(EventWords.kind(kind)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({
    "verdict:::xz, not_affected, verdict of xz, not affected",
    "verdict:CVE-2024-1:nixos-unstable:a:b, affected, verdict of a:b for CVE-2024-1 in"
        + " nixos-unstable, affected",
    "own_project:infra, added, own project infra, added",
    "dismissReason, VERSION_NEVER_AFFECTED, dismiss reason, version never affected",
    "remediation, bump_within_minor, remediation, bump within minor",
    "assignee, 7, assignee, alice",
    "assignee, 8, assignee, former member",
    "title, zlib_old: not_affected, title, zlib_old: not_affected",
  })
  void factsAreWordsAndNamesStay(String name, String value, String word, String said) {
    assertThat(facts(name, value)).containsExactly(Map.entry(word, said));
  }

  @Test
  void reasonsStandBesideWhatTheyAreFor() {
    assertThat(facts("package:xz", Map.of("value", "removed", "reason", "not built")))
        .containsExactly(Map.entry("package xz", "removed (not built)"));
    assertThat(facts("removedAttributes", List.of("a", "b_c")))
        .containsExactly(Map.entry("removed attributes", "a, b_c"));
    assertThat(facts("linkedByHand", true)).containsExactly(Map.entry("linked by hand", "yes"));
    assertThat(facts("note", null)).containsExactly(Map.entry("note", ""));
  }

  @Test
  void whatUndoNeedsIsNotShown() {
    assertThat(facts("revision", 4)).isEmpty();
    assertThat(facts("decisionFacts", Map.of("x", 1))).isEmpty();
  }
}
