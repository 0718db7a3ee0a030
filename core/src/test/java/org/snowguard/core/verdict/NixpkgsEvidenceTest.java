package org.snowguard.core.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowguard.core.nixpkgs.NixPackage;
import org.snowguard.core.nixpkgs.PackageMetadata;
import org.snowguard.core.nixpkgs.PackageSources;
import org.snowguard.core.nixpkgs.Patch;

class NixpkgsEvidenceTest {

  @ParameterizedTest(name = "patch {0} from {1}: {2}")
  @CsvSource(
      textBlock =
          """
          CVE-2099-0001.patch,                '',                                    patched
          CVE-2099-0001-2.patch,              '',                                    patched
          fix-cve-2099-0001.diff,             '',                                    patched
          CVE_2099_0001.patch,                '',                                    patched
          GHSA-2222-3333-4444.patch,          '',                                    patched
          CVE-2098-7777+CVE-2099-0001.patch,  '',                                    patched
          source.patch,                       https://example.org/CVE-2099-0001.patch, patched
          CVE-2099-00011.patch,               '',                                    affected
          CVE-2099-0002.patch,                '',                                    affected
          revert-CVE-2099-0001.patch,         '',                                    affected
          GO-2099-0123.patch,                 '',                                    patched
          a-1-patch.diff,                     '',                                    affected
          fix.patch,                          https://example.org/fix.patch,         affected
          """)
  void aPatchThatNamesTheIdWinsOverRanges(String name, String url, String verdict) {
    NixPackage pkg =
        Fixture.pkg("foo", "1.0")
            .withSources(
                new PackageSources(
                    List.of(new Patch(name, url.isEmpty() ? List.of() : List.of(url))),
                    List.of(),
                    null,
                    Set.of()));

    assertThat(Fixture.judge(pkg, "A flaw.", Fixture.entry("affected [0,2.0)")).verdict().text())
        .isEqualTo(verdict);
  }

  @Test
  void aKnownVulnerabilityWinsOverPatchesAndRanges() {
    NixPackage pkg =
        insecure("CVE-2099-0001: reading of freed memory")
            .withSources(
                new PackageSources(
                    List.of(new Patch("CVE-2099-0001.patch", List.of())),
                    List.of(),
                    null,
                    Set.of()));

    assertThat(Fixture.judge(pkg, "A flaw.", Fixture.entry("affected [0,0.1)")))
        .isEqualTo(
            new Judgement(
                Verdict.ACKNOWLEDGED,
                ReasonCode.KNOWN_VULNERABILITY_NAMES_ID,
                "meta.knownVulnerabilities names CVE-2099-0001",
                ""));
  }

  @Test
  void anotherKnownVulnerabilitySaysNothing() {
    assertThat(
            Fixture.judge(insecure("CVE-2099-00012"), "A flaw.", Fixture.entry("affected [0,2.0)"))
                .verdict())
        .isEqualTo(Verdict.AFFECTED);
  }

  private static NixPackage insecure(String reason) {
    PackageMetadata none = PackageMetadata.NONE;
    return new NixPackage(
        "foo",
        "foo-1.0",
        "foo",
        "1.0",
        new PackageMetadata(
            none.description(),
            none.homepages(),
            none.changelog(),
            none.downloadPage(),
            none.position(),
            none.mainProgram(),
            none.maintainers(),
            none.platforms(),
            none.cpes(),
            none.purls(),
            List.of(reason),
            true,
            false,
            none.licenses()),
        null);
  }
}
