package org.snowguard.server.remediation.pull;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.nixpkgs.Packages;
import org.snowguard.server.suggestion.TriageWorld;

/** Versions that mend. */
class FixJudgeTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  @Test
  void whatWasReadOfAProjectAndARecordIsRemembered() {
    try (PullWorld world = new PullWorld(database)) {
      world.triage.ship(TriageWorld.UNSTABLE, Packages.of("anvil 1.3"));
      world.triage.suggested("CVE-2024-0001", "anvil", 0.99, Verdict.AFFECTED);
      FixJudge judge =
          new FixJudge(world.triage.vulnerabilities, world.triage.packages, world.triage.projects);
      long flaw = world.triage.vulnerability("CVE-2024-0001");
      long anvil = world.project("anvil");
      assertThat(judge.crosses(new FixJudge.Step(flaw, anvil, "anvil", "1.3", "1.4"))).isTrue();
      List<String> asked = new ArrayList<>();
      SqlStatements config = database.jdbi().getConfig(SqlStatements.class);
      SqlLogger before = config.getSqlLogger();
      config.setSqlLogger(
          new SqlLogger() {
            @Override
            public void logAfterExecution(StatementContext context) {
              asked.add(context.getRenderedSql());
            }
          });
      try {
        assertThat(judge.crosses(new FixJudge.Step(flaw, anvil, "anvil", "1.2", "1.3"))).isFalse();
      } finally {
        config.setSqlLogger(before);
      }
      assertThat(asked).isEmpty();
    }
  }
}
