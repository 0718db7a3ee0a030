package org.snowguard.core.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowguard.core.record.AffectedEntry;

class EntryChoiceTest {

  @ParameterizedTest(name = "{0} of {1}: {2}")
  @CsvSource(
      textBlock =
          """
          firefox,          Firefox/Firefox ESR/Thunderbird,    Firefox/Firefox ESR
          thunderbird,      Firefox/Firefox ESR/Thunderbird,    Thunderbird
          plasma-workspace, Plasma Workspace/Plasma Desktop,    Plasma Workspace
          torch,            PyTorch/Other,                      PyTorch
          torch,            n/a/Other,                          n/a/Other
          ed,               Redis,                              Redis
          """)
  void choosesByName(String project, String products, String chosen) {
    List<AffectedEntry> entries = new ArrayList<>();
    for (String product : products.replace("n/a", "n%a").split("/")) {
      entries.add(
          Fixture.entry("affected [0,1.0)")
              .of(product.replace('%', '/'))
              .build(entries.size(), null));
    }

    assertThat(
            EntryChoice.named(Fixture.vulnerability("A flaw.", entries), List.of(project)).stream()
                .map(AffectedEntry::product)
                .toList())
        .containsExactly(
            chosen.replace("n/a", "n%a").replace("/", "\n").replace('%', '/').split("\n"));
  }
}
