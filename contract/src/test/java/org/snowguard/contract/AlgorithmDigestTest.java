package org.snowguard.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.snowguard.core.match.Matcher;

/**
 * Servers match again only what changed, unless the algorithm's number is another: code that says
 * something else under the same number would leave old suggestions beside new ones.
 */
class AlgorithmDigestTest {
  /** The number of the algorithm that the digest is of. */
  private static final int NUMBER = 2;

  /** Over all that it says of the demo. */
  private static final String DIGEST =
      "47372c69565c4f5acba3b0f68cccd96b0851c38b279cbf0e0c8bfd900d02bc40";

  @Test
  void anAlgorithmOfOneNumberSaysTheSame() throws NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (String line : Demo.match(Demo.DIRECTORY.resolve("cves"))) {
      String said = line.replace("\"algorithm\":" + Matcher.ALGORITHM + ",", "");
      digest.update((said + "\n").getBytes(UTF_8));
    }
    String found = HexFormat.of().formatHex(digest.digest());
    assertThat(Matcher.ALGORITHM + " " + found)
        .as(
            "matches or verdicts of the demo are no longer those of algorithm %d. Where the code or"
                + " the data files of matching, versions or verdicts changed them: raise"
                + " Matcher.ALGORITHM above the last released number, unless that is done, and"
                + " write both into this test. Where only the demo changed: write the digest.",
            NUMBER)
        .isEqualTo(NUMBER + " " + DIGEST);
  }
}
