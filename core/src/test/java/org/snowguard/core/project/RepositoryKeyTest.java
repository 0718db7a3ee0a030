package org.snowguard.core.project;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryKeyTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          https://github.com/psf/requests/archive/refs/tags/v2.33.1.tar.gz   | github.com/psf/requests
          https://GitHub.com/PSF/Requests.git                               | github.com/psf/requests
          https://raw.githubusercontent.com/psf/requests/main/NEWS          | github.com/psf/requests
          https://api.github.com/repos/psf/requests/tarball/v1              | github.com/psf/requests
          https://google.github.io/snappy/                                  | github.com/google/snappy
          https://gitlab.com/api/v4/projects/gitlab-org%2Fgitlab/repository/archive.tar.gz | gitlab.com/gitlab-org/gitlab
          https://gitlab.com/libtiff/libtiff/-/issues/622                   | gitlab.com/libtiff/libtiff
          https://gitlab.gnome.org/GNOME/libsoup/-/merge_requests/402       | gnome.org/libsoup
          mirror://gnome/sources/libsoup/3.6/libsoup-3.6.0.tar.xz           | gnome.org/libsoup
          https://invent.kde.org/plasma/plasma-workspace                    | kde.org/plasma-workspace
          mirror://kde/stable/plasma/6.1/plasma-workspace-6.1.0.tar.xz      | kde.org/plasma-workspace
          mirror://kernel/linux/kernel/v6.x/linux-6.6.1.tar.xz              | kernel.org/linux
          https://git.kernel.org/stable/c/0123456789ab                      | kernel.org/linux
          https://github.com/torvalds/linux/commit/0123456789ab             | kernel.org/linux
          https://www.kernel.org/pub/software/scm/git/git-2.54.0.tar.xz     | kernel.org/scm/git
          mirror://sourceforge/espeak/espeak-1.48.04-source.zip             | sourceforge.net/espeak
          https://espeak.sourceforge.net/                                   | sourceforge.net/espeak
          https://sourceforge.net/p/espeak/bugs/1                           | sourceforge.net/espeak
          mirror://gnu/hello/hello-2.12.tar.gz                              | gnu.org/hello
          https://www.gnu.org/software/hello/                               | gnu.org/hello
          https://tomcat.apache.org/                                        | apache.org/tomcat
          mirror://apache/tomcat/tomcat-11/v11.0.1/bin/apache-tomcat.tar.gz | apache.org/tomcat
          mirror://pypi/v/vyper/vyper-0.4.3.tar.gz                          | pypi.org/vyper
          https://pypi.org/project/Typing_Extensions/                       | pypi.org/typing-extensions
          https://rubygems.org/gems/rack-3.2.4.gem                          | rubygems.org/rack
          https://www.npmjs.com/package/@babel/core                         | npmjs.com/@babel/core
          mirror://cpan/authors/id/R/RJ/RJBS/Email-MIME-1.954.tar.gz        | metacpan.org/email-mime
          https://metacpan.org/release/RJBS/Email-MIME-1.954/changes         | metacpan.org/email-mime
          https://metacpan.org/pod/Email::MIME                              | metacpan.org/email-mime
          https://plugins.trac.wordpress.org/browser/gutenberg/trunk        | plugins.svn.wordpress.org/gutenberg
          https://git.ffmpeg.org/ffmpeg.git                                 | git.ffmpeg.org/ffmpeg
          """,
      delimiter = '|')
  void namesOnePlaceInOneWay(String url, String key) {
    assertThat(RepositoryKey.of(url)).hasToString(key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no url",
        "https://example.com/download/tool-1.0.tar.gz",
        "https://github.com/advisories/GHSA-1",
        "https://github.com/onlyowner",
        "https://nvd.nist.gov/vuln/detail/CVE-2024-0001",
        "https://"
      })
  void knowsNoPlaceElsewhere(String url) {
    assertThat(RepositoryKey.of(url)).isNull();
  }
}
