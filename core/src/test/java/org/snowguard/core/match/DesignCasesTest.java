package org.snowguard.core.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.snowguard.core.match.Records.record;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.snowguard.core.nixpkgs.ChannelPackages;
import org.snowguard.core.project.Packages;
import org.snowguard.core.project.ProjectClustering;
import org.snowguard.core.verdict.Verdict;

/**
 * Sixteen invented records that mislead matchers by name or by version, each from the record to the
 * verdict.
 */
class DesignCasesTest {
  private static final ChannelPackages CHANNEL =
      Packages.channel(
          """
          git          | git 2.44.0       | https://git-scm.com/        | https://www.kernel.org/pub/software/scm/git/git-2.44.0.tar.xz | git-scm:git | Distributed version control system
          flex         | flex 2.6.4       | https://github.com/westes/flex | https://github.com/westes/flex/releases/download/v2.6.4/flex-2.6.4.tar.gz | | Fast lexical analyser generator
          hub          | hub 2.14.2       | https://hub.github.com/     | https://github.com/github/hub/archive/a.tar.gz | | Command-line wrapper for git
          cups         | cups 2.4.7       | https://openprinting.github.io/cups/ | https://github.com/OpenPrinting/cups/releases/download/v2.4.7/cups-2.4.7.tar.gz | | Standards-based printing system
          firefox      | firefox 153.0    | https://www.mozilla.org/firefox/ | mirror://mozilla/firefox/releases/153.0/source/firefox-153.0.source.tar.xz | mozilla:firefox | Web browser built from Firefox source tree
          nodejs       | nodejs 20.11.0   | https://nodejs.org          | https://nodejs.org/dist/v20.11.0/node-v20.11.0.tar.xz | | Event-driven framework for JavaScript
          linux        | linux 6.6.1      | https://www.kernel.org/     | mirror://kernel/linux/kernel/v6.x/linux-6.6.1.tar.xz | linux:linux_kernel | The Linux kernel
          python3      | python3 3.11.4   | https://www.python.org      | https://www.python.org/ftp/python/3.11.4/Python-3.11.4.tar.xz | | High-level dynamically-typed language
          chromium     | chromium 120.0.6099.70 | https://www.chromium.org/ | | | Open source web browser from Google
          openssh      | openssh 9.7p1    | https://www.openssh.com/    | mirror://openbsd/OpenSSH/portable/openssh-9.7p1.tar.gz | openbsd:openssh | Implementation of the SSH protocol
          openssl      | openssl 1.0.2u   | https://www.openssl.org/    | https://www.openssl.org/source/openssl-1.0.2u.tar.gz | openssl:openssl | Cryptographic library
          foo          | foo 1.2-rc1      | https://github.com/acme/foo | https://github.com/acme/foo/archive/a.tar.gz | | Does foo
          bar          | bar 0-unstable-2024-01-01 | https://github.com/acme/bar | https://github.com/acme/bar/archive/a.tar.gz | | Does bar
          imagemagick  | imagemagick 7.1.1-20 | https://www.imagemagick.org/ | https://github.com/ImageMagick/ImageMagick/archive/7.1.1-20.tar.gz | | Suite for bitmap images
          python311Packages.requests | python3.11-requests 2.30.0 | https://requests.example/ | https://github.com/psf/requests/archive/a.tar.gz | | HTTP library for Python
          glibc        | glibc 2.38-27    | https://www.gnu.org/software/libc/ | mirror://gnu/glibc/glibc-2.38.tar.xz | gnu:glibc | GNU C Library
          """);

  private final Matcher matcher =
      Matcher.of(
          List.of(CHANNEL), ProjectClustering.cluster(List.of(CHANNEL)), LearnedAliases.NONE);

  static Stream<Arguments> cases() {
    return Stream.of(
        of(
            "git",
            null,
            record()
                .assigner("jenkins")
                .product(
                    "Jenkins project",
                    "Jenkins Git Plugin",
                    "cpe:2.3:a:jenkins:git:*:*:*:*:*:jenkins:*:*")
                .versions("<= 4.11.4")),
        of(
            "flex",
            null,
            record()
                .product(
                    "Apache Software Foundation",
                    "Apache Flex",
                    "cpe:2.3:a:apache:flex:*:*:*:*:*:*:*:*")
                .versions("< 4.14.1")),
        of(
            "hub",
            null,
            record()
                .product("JetBrains", "Hub")
                .versions("< 2022.3")
                .prose("In JetBrains Hub before 2022.3 stored XSS was possible")),
        of(
            "cups",
            Verdict.NOT_AFFECTED,
            record()
                .product("apple", "cups", "cpe:2.3:a:apple:cups:*:*:*:*:*:*:*:*")
                .versions("< 499.4")
                .product("openprinting", "cups", "cpe:2.3:a:openprinting:cups:*:*:*:*:*:*:*:*")
                .versions("< 2.4.2")),
        of(
            "firefox",
            Verdict.NOT_AFFECTED,
            record()
                .product("Mozilla", "Firefox")
                .versions("< 153.0.0")
                .prose("Firefox did not check the origin of a frame.")),
        of(
            "nodejs",
            Verdict.AFFECTED,
            record()
                .product("Node.js", "Node.js", "cpe:2.3:a:nodejs:node.js:*:*:*:*:*:*:*:*")
                .versions("< 20.11.1")
                .prose("Node.js did not limit the headers of a request.")),
        of(
            "linux",
            Verdict.AFFECTED,
            record()
                .product("Linux", "Linux", "cpe:2.3:o:linux:linux_kernel:*:*:*:*:*:*:*:*")
                .versions("< 6.6.5")),
        of(
            "python3",
            Verdict.AFFECTED,
            record()
                .product(
                    "Python Software Foundation",
                    "CPython",
                    "cpe:2.3:a:python:python:*:*:*:*:*:*:*:*")
                .versions("< 3.11.5")),
        of(
            "chromium",
            Verdict.AFFECTED,
            record()
                .product("Google", "Chrome", "cpe:2.3:a:google:chrome:*:*:*:*:*:*:*:*")
                .versions("< 120.0.6099.109")),
        of(
            "openssh",
            Verdict.AFFECTED,
            record()
                .product("OpenBSD", "OpenSSH", "cpe:2.3:a:openbsd:openssh:9.7:p1:*:*:*:*:*:*")
                .versions("9.7p1")),
        of(
            "openssl",
            Verdict.AFFECTED,
            record()
                .product("OpenSSL", "OpenSSL", "cpe:2.3:a:openssl:openssl:*:*:*:*:*:*:*:*")
                .versions("1.0.2 .. 1.0.2zg")
                .prose("OpenSSL follows a null pointer while it checks a signature.")),
        of(
            "foo",
            Verdict.AFFECTED,
            record().repository("acme", "foo", "https://github.com/acme/foo").versions("< 1.2")),
        of(
            "bar",
            Verdict.UNKNOWN,
            record().repository("acme", "bar", "https://github.com/acme/bar").versions("<= 1.2")),
        of(
            "imagemagick",
            Verdict.AFFECTED,
            record().product("ImageMagick", "ImageMagick").versions("< 7.1.1-21")),
        of(
            "python311Packages.requests",
            Verdict.AFFECTED,
            record().packageName("requests", "requests", "https://pypi.org").versions("< 2.31.0")),
        of(
            "glibc",
            Verdict.AFFECTED,
            record()
                .product("The GNU C Library", "glibc", "cpe:2.3:a:gnu:glibc:*:*:*:*:*:*:*:*")
                .versions("< 2.39")));
  }

  private static Arguments of(String attribute, @Nullable Verdict verdict, Records flaw) {
    return Arguments.of(attribute, verdict, flaw);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("cases")
  void areLinkedAndJudged(String attribute, @Nullable Verdict verdict, Records flaw) {
    List<Suggestion> shown =
        matcher.match(flaw.build()).stream().filter(one -> one.tier() != Tier.WEAK).toList();

    if (verdict == null) {
      assertThat(shown).isEmpty();
    } else {
      assertThat(shown).hasSize(1);
      assertThat(shown.getFirst().packages())
          .singleElement()
          .satisfies(one -> assertThat(one.attribute()).isEqualTo(attribute))
          .satisfies(
              one ->
                  assertThat(one.judgement().verdict())
                      .as(one.judgement().text())
                      .isEqualTo(verdict));
    }
  }
}
