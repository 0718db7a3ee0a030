package org.snowguard.server.browse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowguard.server.TestServer;
import org.snowguard.server.nixpkgs.Packages;
import org.snowguard.server.suggestion.TriageWorld;

/** Channels were read, and no record yet. */
class PagesWithoutRecordsTest {

  private static final TestServer SERVER = TestServer.start(Map.of()).withoutBackgroundWork();

  @BeforeAll
  static void arrange() {
    new TriageWorld(SERVER.database()).ship(TriageWorld.OLD, Packages.of("zlib 1.2"));
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/channel/nixos-18.03", "/package/zlib"})
  void nothingIsSaidOfWhatIsNotKnown(String path) {
    assertThat(SERVER.anonymous().get(path).body())
        .contains("No records were read yet")
        .doesNotContain("0 then, 0 now", "No record speaks");
  }
}
