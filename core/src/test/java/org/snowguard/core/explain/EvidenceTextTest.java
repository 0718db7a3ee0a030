package org.snowguard.core.explain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowguard.core.match.Evidence;

class EvidenceTextTest {

  /** What names the record says so itself: its kind would say it again. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          named_in_package | patch "fix.patch" of xz names CVE-2024-3094 | Patch "fix.patch" of xz names CVE-2024-3094.
          name_product     | XZ Utils                                    | A product is its name: XZ Utils
          no_name          | ''                                          | No name of it stands in the record.
          """)
  void sentenceSaysAThingOnce(String kind, String value, String sentence) {
    assertThat(EvidenceText.sentence(new Evidence(kind, value, "", 1))).isEqualTo(sentence);
  }
}
