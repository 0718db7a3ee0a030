package org.snowguard.core.nixpkgs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelReleaseTest {

  @ParameterizedTest
  @CsvSource({
    "nixos-26.05,        26.05, 2026-05-08, 2026-12-31",
    "nixos-25.11,        25.11, 2025-11-08, 2026-06-30",
    "nixos-25.11-small,  25.11, 2025-11-08, 2026-06-30",
    "nixpkgs-26.05-darwin, 26.05, 2026-05-08, 2026-12-31",
    "nixos-18.03,        18.03, 2018-03-08, 2018-10-31",
  })
  void nameTellsTheRelease(
      String channel, String version, LocalDate branchedOff, LocalDate endOfLife) {
    assertThat(ChannelRelease.of(channel))
        .contains(new ChannelRelease(version, branchedOff, endOfLife));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"nixos-unstable", "nixpkgs-unstable", "nixos-26.13", "master", "nixos-26.05x"})
  void otherNamesTellNone(String channel) {
    assertThat(ChannelRelease.of(channel)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-20, 26.05",
    "2026-06-30, 25.11",
    "2026-07-01, 26.05",
    "2026-12-31, 26.05",
    "2027-01-01, 26.11",
  })
  void oldestSupportedRelease(LocalDate day, String version) {
    assertThat(ChannelRelease.oldestSupportedOn(day).version()).isEqualTo(version);
  }

  @ParameterizedTest
  @CsvSource({
    "nixos-26.11, 2026-11-20, BETA",
    "nixos-26.11, 2026-11-30, STABLE",
    "nixos-26.05, 2026-11-20, STABLE",
    "nixos-26.05, 2026-11-30, DEPRECATED",
    "nixos-26.05, 2026-12-31, DEPRECATED",
    "nixos-26.05, 2027-01-01, END_OF_LIFE",
  })
  void calendarTellsTheStatus(String channel, LocalDate day, ChannelStatus status) {
    assertThat(ChannelRelease.of(channel).orElseThrow().statusOn(day)).isEqualTo(status);
  }

  @Test
  void lastDayIsStillSupported() {
    ChannelRelease release = ChannelRelease.of("nixos-25.11").orElseThrow();
    assertThat(release.isEndOfLifeOn(LocalDate.parse("2026-06-30"))).isFalse();
    assertThat(release.isEndOfLifeOn(LocalDate.parse("2026-07-01"))).isTrue();
  }
}
