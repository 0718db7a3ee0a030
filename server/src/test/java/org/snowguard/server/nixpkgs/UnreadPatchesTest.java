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
          affected     | false | true  | affected by version, patches of r0123456789ab not read yet
          affected     | false | false | affected by version, patches of this snapshot not read yet
          unknown      | false | true  | patches of r0123456789ab not read yet
          affected     | true  | true  | ''
          not_affected | false | true  | ''
          patched      | false | true  | ''
          """)
  void onlyVerdictsThatAPatchMightChangeHaveANote(
      String verdict, boolean patchesKnown, boolean told, String note) {
    @Nullable String revision = told ? REVISION : null;
    assertThat(UnreadPatches.note(verdict, patchesKnown, revision)).isEqualTo(note);
  }
}
