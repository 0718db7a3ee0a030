package org.snowguard.core.project;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SiteOwnerTest {
  @ParameterizedTest
  @CsvSource({
    "developer.hashicorp.com, hashicorp, hashicorp.com",
    "openssl.org, openssl, openssl.org",
    "google.github.io, google, google.github.io",
    "docs.google.github.io, google, google.github.io",
    "github.io, github, github.io",
    "espeak.sourceforge.net, espeak, espeak.sourceforge.net",
    "www.chiark.greenend.org.uk, greenend, greenend.org.uk",
    "localhost, '', localhost",
  })
  void toldFromTheHost(String host, String owner, String domain) {
    assertThat(SiteOwner.of(host)).isEqualTo(owner);
    assertThat(SiteOwner.domain(host)).isEqualTo(domain);
  }
}
