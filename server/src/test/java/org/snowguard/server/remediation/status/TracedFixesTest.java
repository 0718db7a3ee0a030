package org.snowguard.server.remediation.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.nixpkgs.Packages;
import org.snowguard.server.remediation.pull.PullWorld;
import org.snowguard.server.remediation.status.GroundStore.ChannelRow;
import org.snowguard.server.suggestion.TriageWorld;
import org.snowguard.world.github.Issue;

/** What one run asks of fixes, landings and failures. */
class TracedFixesTest {

  private static final String COMMIT = "a".repeat(40);

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  @Test
  void whatIsKnownOfAPullRequestIsAskedOnceForAllThatItMends() throws Exception {
    try (PullWorld world = new PullWorld(database)) {
      world.triage.ship(TriageWorld.UNSTABLE, Packages.of("anvil 1.3"));
      List<String> flaws = List.of("CVE-2024-0001", "CVE-2024-0002", "CVE-2024-0003");
      flaws.forEach(flaw -> world.triage.suggested(flaw, "anvil", 0.99, Verdict.AFFECTED));
      Issue pull = world.open("anvil: security", String.join(", ", flaws));
      world.gitHub.nixpkgs().merge(pull.number(), world.author, COMMIT);
      world.sweep();
      List<Object> asked = new ArrayList<>();
      TracedFixes remedies =
          new TracedFixes(
              world.fixes,
              commit -> {
                asked.add(commit);
                return List.of();
              },
              numbers -> {
                asked.addAll(numbers);
                return Map.of(pull.number(), Set.of("release-26.05"));
              });
      for (String flaw : flaws) {
        TracedFix fix =
            remedies.of(world.triage.vulnerability(flaw), world.project("anvil")).getFirst();
        assertThat(fix.from(channel("release-26.05")).backportFailed()).isTrue();
        assertThat(fix.from(channel("release-25.11")).backportFailed()).isFalse();
      }
      assertThat(asked).containsExactlyInAnyOrder(pull.number(), COMMIT);
    }
  }

  private static ChannelRow channel(String branch) {
    return new ChannelRow(1, branch.replace("release", "nixos"), branch, "stable", 1);
  }
}
