package org.snowguard.core.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class LearnedAliasesTest {
  @Test
  void findsLessonsBySquashedProductAndVendor() {
    LearnedAliases aliases =
        LearnedAliases.parse(
            "aliases.tsv",
            List.of(
                "vendor\tproduct\tproject\tkind\tpeople",
                "Some Vendor\tThing\tthing\talias\t3",
                "\tThing\tother-thing\tanti_alias\t1"));

    assertThat(aliases.about(TaughtName.squashed("some-vendor", "thing")))
        .extracting(LearnedAlias::project)
        .containsExactly("thing");
    assertThat(aliases.about(TaughtName.squashed(null, "THING")))
        .extracting(LearnedAlias::kind)
        .containsExactly(LearnedAlias.Kind.ANTI_ALIAS);
  }

  @Test
  void namesTheFileAndTheWordThatItCannotRead() {
    List<String> lines = List.of("vendor\tproduct\tproject\tkind\tpeople", "\ta\tb\tmaybe\t1");

    assertThatThrownBy(() -> LearnedAliases.parse("my.tsv", lines))
        .hasMessageContaining("my.tsv")
        .hasMessageContaining("maybe");
  }
}
