package org.snowguard.server.github;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class IssueReadingTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "xz: cve-2024-3094 | CVE-2024-3094",
        "CVE-2024-3094, CVE-2024-3094 | CVE-2024-3094",
        "https://example.org/CVE-2024-3094.html | CVE-2024-3094",
        "ghsa-RXWQ-x6h5-x525 | GHSA-rxwq-x6h5-x525",
        "CVE-2024-30 | -",
        "MYCVE-2024-3094 | -",
        "GHSA-aaaa-bbbb-cccc | -",
      })
  void idsInATextAreFoundAsTheyAreUsuallyWritten(String text, String expected) {
    if (expected == null) {
      assertThat(IssueReading.ids(text)).isEmpty();
    } else {
      assertThat(IssueReading.ids(text)).containsExactly(expected);
    }
  }

  @Test
  void whatLacksANumberOrATimeIsNoIssue() {
    assertThat(IssueReading.read(JsonMapper.shared().readTree("{\"number\":1,\"state\":\"open\"}")))
        .isEmpty();
  }
}
