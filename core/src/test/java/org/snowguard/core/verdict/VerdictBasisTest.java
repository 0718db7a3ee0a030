package org.snowguard.core.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.snowguard.core.verdict.Fixture.pkg;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowguard.core.nixpkgs.NixPackage;
import org.snowguard.core.nixpkgs.PackageSources;
import org.snowguard.core.nixpkgs.Patch;

class VerdictBasisTest {

  @ParameterizedTest(name = "{0} {1}, {2} {3}: {4}")
  @CsvSource({
    "python312Packages.foo, 1.0, python313Packages.foo, 1.0, true",
    "python312Packages.foo, 1.0, python313Packages.foo, 1.1, false",
    "python312Packages.foo, 1.0, rubyPackages.foo,      1.0, false",
    "foo,                   1.0, foo-esr,               1.0, false",
    "foo,                   1.0, enterprise.foo,        1.0, false",
    "sets.foo,              1.0, foo,                   1.0, true"
  })
  void tellsApartWhatAVerdictDependsOn(
      String left, String leftVersion, String right, String rightVersion, boolean same) {
    assertThat(
            VerdictBasis.of(pkg(left, leftVersion))
                .equals(VerdictBasis.of(pkg(right, rightVersion))))
        .isEqualTo(same);
  }

  @Test
  void patchesCount() {
    NixPackage patched =
        pkg("foo", "1.0")
            .withSources(
                new PackageSources(
                    List.of(new Patch("CVE-2099-0001.patch", List.of())),
                    List.of(),
                    null,
                    Set.of()));

    assertThat(VerdictBasis.of(patched)).isNotEqualTo(VerdictBasis.of(pkg("foo", "1.0")));
  }

  @Test
  void aPackageWithoutVersionIsJudgedByItself() {
    assertThat(VerdictBasis.of(pkg("foo", null))).isEmpty();
  }
}
