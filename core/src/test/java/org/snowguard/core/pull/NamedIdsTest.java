package org.snowguard.core.pull;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamedIdsTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          fixes CVE-2023-4863, which lets us drop the patch | CVE-2023-4863 | ''
          Fixes: cve-2023-5217 | CVE-2023-5217 | ''
          CVE-2023-4863/CVE-2023-5217 | CVE-2023-4863,CVE-2023-5217 | ''
          CVE 2023-4863 | CVE-2023-4863 | ''
          CVE_2023_4863.patch | CVE-2023-4863 | ''
          CVE–2023–4863 | CVE-2023-4863 | ''
          CVE2023-4863 | CVE-2023-4863 | ''
          pkgs/by-name/fo/foo/CVE-2023-4863-part-2.patch | CVE-2023-4863 | ''
          https://nvd.nist.gov/vuln/detail/CVE-2023-4863) | CVE-2023-4863 | ''
          nix: add patches for GHSA-g3g9-5vj6-r3gj, CVE-2025-46416 | CVE-2025-46416,GHSA-g3g9-5vj6-r3gj | ''
          ghsa-G3G9-5VJ6-R3GJ | GHSA-g3g9-5vj6-r3gj | ''
          lixPackageSets.*: fix CVE-46415 and CVE-46416 | '' | 46415,46416
          CVE-2023-123 is too short | '' | ''
          GHSA-aaaa-bbbb-cccc uses other letters | '' | ''
          XCVE-2023-4863 | '' | ''
          no id here | '' | ''
          """)
  void reads(String text, String ids, String withoutYear) {
    NamedIds named = NamedIds.in(text);
    assertThat(String.join(",", new TreeSet<>(named.ids()))).isEqualTo(ids);
    assertThat(String.join(",", new TreeSet<>(named.withoutYear()))).isEqualTo(withoutYear);
  }

  @Test
  void whatAnUpdateBringsIsNotWhatItFixes() {
    String body =
        """
        ###### Security vulnerability report
        CVEs resolved by this update:
        - [CVE-2023-1001](https://nvd.nist.gov/vuln/detail/CVE-2023-1001)

        CVEs introduced by this update:
        - [CVE-2023-1002](https://nvd.nist.gov/vuln/detail/CVE-2023-1002)

        CVEs present in both versions:
        - [CVE-2023-1003](https://nvd.nist.gov/vuln/detail/CVE-2023-1003)

        ### Reviewed
        thanks, also CVE-2023-1004
        """;
    assertThat(NamedIds.fixedBy("foo: 1 -> 2", body).ids())
        .containsExactlyInAnyOrder("CVE-2023-1001", "CVE-2023-1004");
  }

  @Test
  void templatesAreHidden() {
    assertThat(NamedIds.fixedBy("foo", "<!-- such as CVE-2023-1001 --> CVE-2023-1002").ids())
        .containsExactly("CVE-2023-1002");
  }
}
