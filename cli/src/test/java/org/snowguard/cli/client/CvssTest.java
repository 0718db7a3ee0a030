package org.snowguard.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CvssTest {

  @ParameterizedTest
  @CsvSource({
    ">=7, {min-score=7.0}",
    ">7, {min-score=7.1}",
    "<= 4, {max-score=4.0}",
    "<4, {max-score=3.9}",
    "7-8.9, '{max-score=8.9, min-score=7.0}'",
    "9.8, '{max-score=9.8, min-score=9.8}'"
  })
  void readsConditionsOnTheScore(String condition, String parameters) {
    assertThat(new TreeMap<>(Cvss.score(condition))).hasToString(parameters);
  }

  @ParameterizedTest
  @ValueSource(strings = {"high", ">=7-9", "", "=>7"})
  void refusesWhatIsNone(String condition) {
    assertThatThrownBy(() -> Cvss.score(condition)).hasMessageContaining("'>=7'");
  }

  @Test
  void readsMetrics() {
    assertThat(Cvss.vector("av:n/PR:N,UI:R"))
        .isEqualTo(Map.of("vector", "network", "privileges", "none", "interaction", "required"));
    assertThatThrownBy(() -> Cvss.vector("C:H")).hasMessageContaining("C:H");
    assertThatThrownBy(() -> Cvss.vector("AV")).hasMessageContaining("AV:N");
  }
}
