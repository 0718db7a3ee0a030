package org.snowguard.server.issue.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TitleWordsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          openssl: CVE-2024-1 overflow              | [openssl]
          `openssl`, libressl: overflow             | [openssl, libressl]
          [26.05] python3Packages.requests: leak    | [python3Packages.requests]
          Vulnerability roundup 84: openssl-1.1     | [Vulnerability, roundup]
          CVE-2024-1 in openssl                     | []
          http://example.org is down                | []
          """)
  void readsWhatStandsBeforeTheColon(String title, String attributes) {
    assertThat(TitleWords.attributes(title)).hasToString(attributes);
  }
}
