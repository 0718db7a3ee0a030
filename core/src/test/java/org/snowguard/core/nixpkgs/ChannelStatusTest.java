package org.snowguard.core.nixpkgs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelStatusTest {

  @ParameterizedTest
  @CsvSource({
    "rolling, ROLLING",
    "beta, BETA",
    "stable, STABLE",
    "deprecated, DEPRECATED",
    "unmaintained, END_OF_LIFE",
  })
  void labelsOfTheMetric(String label, ChannelStatus status) {
    assertThat(ChannelStatus.ofLabel(label)).contains(status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "staging", "Stable", "end_of_life"})
  void otherLabelsTellNothing(String label) {
    assertThat(ChannelStatus.ofLabel(label)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "nixos-unstable, PRIMARY",
    "nixpkgs-unstable, PRIMARY",
    "nixos-26.05, PRIMARY",
    "nixos-unstable-small, SMALL",
    "nixos-26.05-small, SMALL",
    "nixpkgs-26.05-darwin, DARWIN",
  })
  void nameTellsTheKind(String channel, ChannelKind kind) {
    assertThat(ChannelKind.of(channel)).isEqualTo(kind);
  }
}
