package org.snowguard.core.version;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a change to a release number does, tried on the numbers of a small seeded generator. */
class VersionPropertiesTest {

  private static final int TRIES = 200;
  private static final int GREATEST_NUMBER = 40;

  @ParameterizedTest(name = "{0}: V{1} {2} V")
  @CsvSource(
      textBlock =
          """
          GENERIC,  .0,         =
          GENERIC,  .0.1,       >
          GENERIC,  -rc1,       <
          GENERIC,  beta2,      <
          GENERIC,  .dev3,      <
          GENERIC,  -p1,        >
          GENERIC,  k,          >
          GENERIC,  -final,     =
          GENERIC,  -foo,       ?
          GENERIC,  -unstable-2024-01-01, >
          SEMVER,   .0,         =
          SEMVER,   -0,         <
          SEMVER,   -foo,       <
          SEMVER,   +foo,       =
          PYTHON,   .0,         =
          PYTHON,   a1,         <
          PYTHON,   rc1.dev1,   <
          PYTHON,   .post0,     >
          MAVEN,    .0,         =
          MAVEN,    -SNAPSHOT,  <
          MAVEN,    .Final,     =
          MAVEN,    -foo,       >
          RPM,      ~rc1,       <
          RPM,      ^git1,      >
          RPM,      -1.el9,     >
          DEBIAN,   ~bpo1,      <
          DEBIAN,   -1,         >
          DEBIAN,   -0,         =
          RUBY_GEM, .0,         =
          RUBY_GEM, .pre,       <
          HASKELL,  .0,         >
          """)
  void aTailPutsAVersionBeforeOrBehind(VersionScheme scheme, String tail, String sign) {
    forReleases(
        release ->
            assertThat(VersionOrder.explain(release + tail, release, scheme))
                .startsWith("%s%s %s %s ".formatted(release, tail, sign, release)));
  }

  @ParameterizedTest(name = "{0}: V{1} < the next V")
  @CsvSource({
    "GENERIC, ''", "GENERIC, rc1", "GENERIC, p9", "GENERIC, za", "GENERIC, -foo", "SEMVER, ''",
    "SEMVER, -rc.1", "PYTHON, .post9", "MAVEN, -sp9", "RPM, -9.el9", "DEBIAN, -9", "RUBY_GEM, ''",
    "HASKELL, ''"
  })
  void noTailReachesTheNextRelease(VersionScheme scheme, String tail) {
    Random random = new Random(440);
    for (int tried = 0; tried < TRIES; tried++) {
      long[] numbers = numbers(random);
      long[] next = numbers.clone();
      next[random.nextInt(next.length)]++;
      assertThat(VersionOrder.compare(dotted(numbers) + tail, dotted(next), scheme))
          .as("%s%s and %s", dotted(numbers), tail, dotted(next))
          .isEqualTo(Order.LESS);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GENERIC, v, '' ", "GENERIC, release-, ''", "GENERIC, 3:, ''", "GENERIC, '', +dfsg",
    "SEMVER, v, +build.1", "PYTHON, 1!, +local", "MAVEN, '', -ga", "DEBIAN, 1:, ''"
  })
  void whatSaysNothingChangesNothing(VersionScheme scheme, String before, String behind) {
    UnaryOperator<String> dressed = release -> before + release + behind;
    forReleases(
        release ->
            assertThat(VersionOrder.compare(dressed.apply(release), release, scheme))
                .as(dressed.apply(release))
                .isEqualTo(Order.EQUAL));
  }

  private static void forReleases(java.util.function.Consumer<String> check) {
    Random random = new Random(153);
    Stream.generate(() -> dotted(numbers(random))).limit(TRIES).forEach(check);
  }

  private static String dotted(long... numbers) {
    return java.util.Arrays.stream(numbers)
        .mapToObj(Long::toString)
        .collect(Collectors.joining("."));
  }

  /** One to four numbers, the first at least 1: versions of zeros are placeholders. */
  private static long[] numbers(Random random) {
    long[] numbers = random.longs(1 + random.nextInt(4), 0, GREATEST_NUMBER).toArray();
    numbers[0]++;
    return numbers;
  }
}
