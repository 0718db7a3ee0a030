package org.snowguard.core.version;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Laws that hold for any texts, tried on those of a small seeded generator. */
class VersionOrderLawsTest {

  private static final List<String> PIECES =
      List.of(
          "0",
          "1",
          "2",
          "10",
          "00",
          "3",
          "20",
          "2024",
          "2023",
          "20240101",
          "202405",
          ".",
          ".",
          ".",
          ".",
          "-",
          "-",
          "_",
          "+",
          "~",
          "^",
          "(",
          " ",
          "rc",
          "alpha",
          "beta",
          "b",
          "a",
          "p",
          "pre",
          "dev",
          "post",
          "k",
          "z",
          "za",
          "foo",
          "final",
          "git",
          "sp",
          "SNAPSHOT",
          "m",
          "-unstable-",
          "2024-01-01",
          "2024-02-01",
          "1:",
          "2:",
          "v",
          "é",
          "abc123f",
          "99999999999999999999");

  @ParameterizedTest
  @EnumSource(VersionScheme.class)
  void arbitraryTextsKeepTheLawsOfAnOrder(VersionScheme scheme) {
    keepsLaws(texts(new Random(20_260_714), 420, 6), scheme);
  }

  @ParameterizedTest
  @EnumSource(VersionScheme.class)
  void similarTextsKeepTheLawsOfAnOrder(VersionScheme scheme) {
    List<String> similar = new ArrayList<>();
    Random random = new Random(7);
    for (String tail : texts(random, 420, 4)) {
      similar.add(random.nextInt(3) == 0 ? "1.0" + tail : "1" + tail);
    }
    keepsLaws(similar, scheme);
  }

  /** The table's own texts, those of all schemes under each: what is written for one is tried. */
  @ParameterizedTest
  @EnumSource(VersionScheme.class)
  void theTextsOfTheTableKeepTheLawsOfAnOrder(VersionScheme scheme) {
    List<String> texts =
        Tables.rows("version-order.tsv").stream()
            .flatMap(row -> row.subList(0, 2).stream())
            .distinct()
            .toList();
    assertThat(texts).hasSizeGreaterThan(500);
    keepsLaws(texts, scheme);
  }

  private static List<String> texts(Random random, int count, int pieces) {
    List<String> texts = new ArrayList<>();
    for (int made = 0; made < count; made++) {
      StringBuilder text = new StringBuilder();
      for (int piece = random.nextInt(pieces); piece >= 0; piece--) {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      texts.add(text.toString());
    }
    return texts;
  }

  private static void keepsLaws(List<String> texts, VersionScheme scheme) {
    List<ParsedVersion> versions =
        texts.stream().map(text -> ParsedVersion.parse(text, scheme)).toList();
    Order[][] orders = new Order[versions.size()][versions.size()];
    for (int left = 0; left < orders.length; left++) {
      for (int right = 0; right < orders.length; right++) {
        orders[left][right] = VersionOrder.compare(versions.get(left), versions.get(right));
      }
    }
    List<String> broken = new ArrayList<>();
    for (int left = 0; left < orders.length; left++) {
      if (orders[left][left] != Order.EQUAL) {
        broken.add("not itself: " + texts.get(left));
      }
      for (int right = 0; right < orders.length; right++) {
        if (orders[left][right] != orders[right][left].reversed()) {
          broken.add("not antisymmetric: " + texts.get(left) + " and " + texts.get(right));
        }
        if (orders[left][right] == Order.LESS) {
          collectIntransitive(orders, texts, left, right, broken);
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  private static void collectIntransitive(
      Order[][] orders, List<String> texts, int left, int middle, List<String> broken) {
    for (int right = 0; right < orders.length; right++) {
      Order ends = orders[left][right];
      if (orders[middle][right] == Order.LESS && ends != Order.LESS && ends != Order.UNKNOWN) {
        broken.add(
            "not transitive: %s < %s < %s"
                .formatted(texts.get(left), texts.get(middle), texts.get(right)));
      }
    }
  }
}
