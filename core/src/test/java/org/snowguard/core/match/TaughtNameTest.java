package org.snowguard.core.match;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaughtNameTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "JetBrains,   Hub,              jetbrains hub",
        "Jet-Brains,  hub,              jetbrains hub",
        "-,           Hub,              ' hub'",
        "n/a,         Hub,              ' hub'",
        "acme,        org.acme:anvil,   acme orgacmeanvil",
        "acme,        n/a,              -",
        "acme,        unspecified,      -",
        "acme,        -,                -",
        "acme,        ***,              -",
        "acme,        Security,         -",
      })
  void spellingsAreOneAndNamesThatSayNothingAreNone(
      @Nullable String vendor, @Nullable String product, @Nullable String expected) {
    assertThat(TaughtName.of(vendor, product).map(name -> name.vendor() + " " + name.product()))
        .isEqualTo(java.util.Optional.ofNullable(expected));
  }
}
