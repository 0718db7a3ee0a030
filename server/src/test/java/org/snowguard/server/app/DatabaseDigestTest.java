package org.snowguard.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.snowguard.core.triage.DismissReason;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.nixpkgs.Packages;
import org.snowguard.server.suggestion.Dismissal;
import org.snowguard.server.suggestion.TriageWorld;

class DatabaseDigestTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private final DatabaseDigest digest = new DatabaseDigest(database.jdbi());

  private TriageWorld fill(boolean reversed) {
    TriageWorld world = new TriageWorld(database);
    if (reversed) {
      // Other numbers and times of receipt: nothing that means anything.
      world.record("CVE-2024-0009", "Gone");
      world.jdbi.useHandle(handle -> handle.execute("truncate vulnerability cascade"));
      world.clock.advance(Duration.ofDays(3));
    }
    world.ship(TriageWorld.UNSTABLE, Packages.of("curl 8.9"), Packages.of("zlib 1.3"));
    List<String> ids = new ArrayList<>(List.of("CVE-2024-0001", "CVE-2024-0002", "CVE-2024-0003"));
    if (reversed) {
      Collections.reverse(ids);
    }
    ids.forEach(id -> world.suggested(id, "zlib", 0.99, Verdict.AFFECTED));
    return world;
  }

  private String print() {
    return digest.lines().stream().map(Object::toString).collect(Collectors.joining("\n"));
  }

  @Test
  void anotherWayToTheSameKnowledgeGivesTheSameDigest() {
    fill(false);
    String first = print();
    fill(true);
    assertThat(print()).isEqualTo(first);
    assertThat(digest.lines())
        .filteredOn(line -> line.table().equals("verdicts"))
        .extracting(DatabaseDigest.Line::rows)
        .containsExactly(3L);
  }

  @Test
  void decisionChangesWhatItMeans() {
    TriageWorld world = fill(false);
    List<DatabaseDigest.Line> before = digest.lines();
    world.triage.dismiss(
        world.card("CVE-2024-0001").seen(),
        new Dismissal(DismissReason.NOT_THE_SAME_SOFTWARE, null, null),
        world.alice);
    List<String> changed = new ArrayList<>();
    for (int index = 0; index < before.size(); index++) {
      if (!before.get(index).equals(digest.lines().get(index))) {
        changed.add(before.get(index).table());
      }
    }
    assertThat(changed).containsExactly("suggestions", "lessons", "events");
  }
}
