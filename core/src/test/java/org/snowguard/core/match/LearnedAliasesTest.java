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
  void readsWhatItWrites() {
    List<LearnedAlias> aliases =
        List.of(
            new LearnedAlias("Jet\tBrains", "#Hub\n2", "hub", LearnedAlias.Kind.ANTI_ALIAS, 2),
            new LearnedAlias(null, "# Thing", "thing", LearnedAlias.Kind.ALIAS, 1));

    LearnedAliases read = LearnedAliases.parse("aliases.tsv", LearnedAliases.lines(aliases));
    for (LearnedAlias alias : aliases) {
      assertThat(read.about(alias.name())).containsExactly(alias);
    }
  }

  @Test
  void namesTheFileAndTheWordThatItCannotRead() {
    List<String> lines = List.of("vendor\tproduct\tproject\tkind\tpeople", "\ta\tb\tmaybe\t1");

    assertThatThrownBy(() -> LearnedAliases.parse("my.tsv", lines))
        .hasMessageContaining("my.tsv")
        .hasMessageContaining("maybe");
  }
}
