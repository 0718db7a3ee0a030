package org.snowguard.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowguard.core.dwell.KaplanMeier.Step;
import org.snowguard.server.metrics.DwellFigures.Curve;

class CurvePictureTest {

  private static final double LONGEST = 10_000;

  private static Curve curve(String name, double... times) {
    return new Curve(
        name,
        Arrays.stream(times).mapToObj(time -> new Step(time, 2, 1, 0.5, 0.1)).toList(),
        LONGEST);
  }

  @ParameterizedTest
  @CsvSource({
    "0.2, 0 2 4 6 8 10",
    "10, 0 2 4 6 8 10",
    "13, 0 2 4 6 8 10 12 14",
    "38.4, 0 5 10 15 20 25 30 35 40",
    "61, 0 10 20 30 40 50 60 70",
    "365, 0 50 100 150 200 250 300 350 400",
    "1200, 0 200 400 600 800 1000 1200"
  })
  void daysAreMarkedInRoundNumbers(double last, String expected) {
    CurvePicture picture = CurvePicture.of(List.of(curve("all", last)));
    assertThat(
            picture.ticks().stream().map(CurvePicture.Tick::label).collect(Collectors.joining(" ")))
        .isEqualTo(expected);
    assertThat(picture.ticks().getLast().x()).isEqualTo(CurvePicture.LEFT + CurvePicture.WIDTH);
    assertThat(picture.ticks().getLast().label()).isEqualTo(String.valueOf((long) picture.days()));
  }

  /** A legend that names kinds of lines would lie otherwise. */
  @Test
  void lineKeepsItsLookWhereAnotherIsMissing() {
    CurvePicture picture =
        CurvePicture.of(List.of(curve("all", 3), curve("unstable"), curve("stable", 3)));
    assertThat(picture.lines())
        .extracting(line -> line.name() + " " + line.look())
        .containsExactly("all 0", "stable 2");
  }

  @Test
  void stepsGoDownWhereWaitsEnd() {
    CurvePicture picture = CurvePicture.of(List.of(curve("all", 5)));
    assertThat(picture.lines().getFirst().path())
        .isEqualTo("M44.0,12.0 L364.0,12.0 L364.0,122.0 L684.0,122.0");
    assertThat(picture.xOf(10)).isEqualTo(684);
  }

  @Test
  void lineEndsWithTheLongestWait() {
    Curve curve = new Curve("all", List.of(new Step(5, 2, 1, 0.5, 0.1)), 7.5);
    assertThat(CurvePicture.of(List.of(curve)).lines().getFirst().path())
        .isEqualTo("M44.0,12.0 L364.0,12.0 L364.0,122.0 L524.0,122.0");
  }
}
