package org.snowguard.server.issue.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowguard.server.issue.intake.IncumbentDecision.Status;
import org.snowguard.server.web.BadInput;

class IncumbentReaderTest {

  private static final String ENTRY =
      """
      {"code":"NIXPKGS-2026-0001","status":"notAffected","cve_id":"CVE-2024-0001",
       "packages":[{"attribute":"zlib"},"curl"],"comment":"fixed long ago",
       "github":"https://github.com/NixOS/nixpkgs/issues/1"}\
      """
          .replace("\n", " ");

  private static final IncumbentDecision DECISION =
      new IncumbentDecision(
          "NIXPKGS-2026-0001",
          Status.NOT_AFFECTED,
          List.of("CVE-2024-0001"),
          List.of("zlib", "curl"),
          "fixed long ago",
          "https://github.com/NixOS/nixpkgs/issues/1");

  @ParameterizedTest
  @ValueSource(strings = {"[%s]", "{\"results\":[%s]}", "{\"count\":1,\"items\":[%s]}", "%s"})
  void readsEveryForm(String form) {
    assertThat(IncumbentReader.read(form.formatted(ENTRY)).decisions()).containsExactly(DECISION);
  }

  @Test
  void readsALineEach() {
    assertThat(IncumbentReader.read(ENTRY + "\n\n" + ENTRY + "\n").decisions())
        .containsExactly(DECISION, DECISION);
  }

  @ParameterizedTest
  @CsvSource({
    "affected, AFFECTED",
    "published, AFFECTED",
    "not_for_us, NOT_FOR_US",
    "notForUs, NOT_FOR_US",
    "wontfix, WILL_NOT_FIX",
    "rejected, REJECTED"
  })
  void readsEveryStatus(String word, Status status) {
    String text =
        "[{\"id\":\"x\",\"status\":\"%s\",\"cves\":[{\"cve\":\"CVE-2024-0001\"}]}]".formatted(word);
    assertThat(IncumbentReader.read(text).decisions())
        .singleElement()
        .extracting(IncumbentDecision::status)
        .isEqualTo(status);
  }

  @Test
  void countsWhatItDoesNotUnderstand() {
    String text =
        """
        [{"id":"x","status":"unknown","cve":"CVE-2024-0001"},
         {"id":"x","status":"affected"},
         {"status":"affected","cve":"CVE-2024-0001"}]\
        """;
    IncumbentReader.Read read = IncumbentReader.read(text);
    assertThat(read.decisions()).isEmpty();
    assertThat(read.notUnderstood()).isEqualTo(3);
  }

  @Test
  void whatIsNoJsonTeaches() {
    assertThatThrownBy(() -> IncumbentReader.read("<html>"))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("one JSON object a line");
  }
}
