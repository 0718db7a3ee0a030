package org.snowguard.server.nixpkgs;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnreadPatchesTest {

  private static final String REVISION = "0123456789abcdef0123456789abcdef01234567";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          affected     | false | true  |            | affected by version, patches of r0123456789ab not read yet
          affected     | false | false |            | affected by version, patches of this snapshot not read yet
          affected     | false | true  | 9876543210 | affected by version, patches of r0123456789ab not read yet
          unknown      | false | true  |            | patches of r0123456789ab not read yet
          affected     | true  | true  | 9876543210 | ''
          not_affected | false | true  |            | ''
          patched      | false | true  |            | ''
          patched      | true  | true  |            | ''
          patched      | true  | true  | 9876543210 | by the patches of r9876543210, patches of r0123456789ab not read yet
          patched      | true  | true  | ''         | by the patches of an earlier snapshot, patches of r0123456789ab not read yet
          """)
  void onlyVerdictsThatAPatchMightChangeHaveANote(
      String verdict,
      boolean patchesKnown,
      boolean told,
      @Nullable String carriedFrom,
      String note) {
    @Nullable String revision = told ? REVISION : null;
    assertThat(UnreadPatches.note(verdict, patchesKnown, revision, carriedFrom)).isEqualTo(note);
  }
}
