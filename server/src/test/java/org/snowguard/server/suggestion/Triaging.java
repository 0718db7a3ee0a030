package org.snowguard.server.suggestion;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.snowguard.core.triage.DismissReason;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.TestDatabase;

/** A card about zlib, and people who decide on it. */
abstract class Triaging {

  static final String ID = "CVE-2024-0001";

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  TriageWorld world;

  @BeforeEach
  void arrange() {
    world = new TriageWorld(database);
    world.shipTwoProjects();
  }

  QueueCard affected() {
    return world.suggested(ID, "zlib", 0.99, Verdict.AFFECTED);
  }

  static Dismissal as(DismissReason reason) {
    return new Dismissal(reason, null, null);
  }
}
