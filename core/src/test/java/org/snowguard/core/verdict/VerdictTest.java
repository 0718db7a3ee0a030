package org.snowguard.core.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {
  @ParameterizedTest
  @CsvSource({
    "AFFECTED, affected, true",
    "UNKNOWN, unknown, true",
    "NOT_AFFECTED, not_affected, false",
    "PATCHED, patched, false",
    "ACKNOWLEDGED, acknowledged, false"
  })
  void isOpenWherePeopleHaveToLook(Verdict verdict, String text, boolean open) {
    assertThat(verdict.text()).isEqualTo(text);
    assertThat(verdict.isOpen()).isEqualTo(open);
  }
}
