package org.snowguard.core.match;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameKeysTest {
  @ParameterizedTest
  @CsvSource({
    "OAuth2 Proxy, oauth2proxy",
    "oauth2-proxy, oauth2proxy",
    "Node.js, nodejs",
    "Email::MIME, emailmime",
    "ＦＵＬＬ, full",
    "TinyXML-2, tinyxml2"
  })
  void squashesToLettersAndDigits(String name, String key) {
    assertThat(NameKeys.squash(name)).isEqualTo(key);
  }

  @Test
  void takesWordsOfVendorAndKindOffTheEnds() {
    NameWords words = MatchTables.shipped().nameWords();
    assertThat(words.reduced("Apache Software Foundation", "Apache Tomcat")).contains("tomcat");
    assertThat(words.reduced(null, "MonetDB Server")).contains("monetdb");
    assertThat(words.reduced("F5", "NGINX Open Source")).contains("nginx");
    assertThat(words.reduced("uptime-kuma_project", "uptime-kuma")).doesNotContain("kuma");
  }

  @ParameterizedTest
  @CsvSource({"python3, python", "openjpeg2, openjpeg", "x2, ", "linux, "})
  void knowsTheNameOfASeries(String name, String series) {
    assertThat(NameKeys.withoutSeries(name)).isEqualTo(series);
  }
}
