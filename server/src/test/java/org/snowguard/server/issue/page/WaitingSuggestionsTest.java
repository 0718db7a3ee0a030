package org.snowguard.server.issue.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.TestClient;
import org.snowguard.server.TestServer;
import org.snowguard.server.account.Accounts;
import org.snowguard.server.nixpkgs.Packages;
import org.snowguard.server.suggestion.TriageWorld;

class WaitingSuggestionsTest {

  private static final TestServer SERVER = TestServer.start(Map.of()).withoutBackgroundWork();

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  /** Two acceptances say two things; what the one says of the other's project nobody judged. */
  @Test
  void twoAcceptedPairsSayNothingCrosswise() {
    TriageWorld world = new TriageWorld(SERVER.database());
    world.ship(TriageWorld.UNSTABLE, Packages.of("zlib 1.3"), Packages.of("curl 8.9"));
    TestClient alice = SERVER.signIn(SERVER.bean(Accounts.class).byName("alice"));
    long draft = draft(world, "CVE-2024-0001", "zlib");
    long other = draft(world, "CVE-2024-0002", "curl");
    assertThat(
            alice
                .submit(
                    "/issue/" + other + "/merge",
                    Map.of("revision", revision(world, other), "into", String.valueOf(draft)))
                .status())
        .isEqualTo(200);
    world.take(
        world.record("CVE-2024-0001", "A flaw"),
        world.suggest("CVE-2024-0001", "curl", 0.9, Verdict.AFFECTED));

    assertThat(alice.get("/issue/" + draft).body())
        .contains("CVE-2024-0001", "CVE-2024-0002")
        .doesNotContain("about this waits");

    alice.submit(
        "/issue/" + draft + "/entry",
        Map.of(
            "revision",
            revision(world, draft),
            "kind",
            "package",
            "name",
            "curl",
            "action",
            "add"));
    assertThat(alice.get("/issue/" + draft).body()).contains("about this waits");
  }

  private static long draft(TriageWorld world, String id, String project) {
    return Objects.requireNonNull(
            world
                .triage
                .accept(world.suggested(id, project, 0.99, Verdict.AFFECTED).seen(), world.alice)
                .draft())
        .issueId();
  }

  private static String revision(TriageWorld world, long issue) {
    return String.valueOf(world.issues.find(issue).orElseThrow().revision());
  }
}
