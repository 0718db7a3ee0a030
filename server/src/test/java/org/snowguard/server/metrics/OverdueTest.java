package org.snowguard.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.snowguard.core.issue.Urgency;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.metrics.Overdue.OverdueIssue;
import org.snowguard.server.metrics.Overdue.OverdueProject;
import org.snowguard.server.nixpkgs.Packages;
import org.snowguard.server.publication.PublicWorld;
import org.snowguard.server.suggestion.SuggestionChanges;
import org.snowguard.server.suggestion.TriageWorld;
import org.snowguard.server.web.Page;

class OverdueTest {

  private static final String STABLE = "nixos-26.05";

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private TriageWorld world;

  @BeforeEach
  void arrange() {
    PublicWorld open = new PublicWorld(DATABASE);
    world = open.triage;
    for (String channel : List.of(TriageWorld.UNSTABLE, STABLE)) {
      world.ship(
          channel, Packages.of("zlib 1.3"), Packages.of("curl 8.9"), Packages.of("openssl 3.5"));
    }
    publish("CVE-2024-0001", "zlib");
    publish("CVE-2024-0002", "curl");
    publish("CVE-2024-0003", "zlib");
    world.clock.advance(Duration.ofDays(60));
    publish("CVE-2024-0004", "openssl");
    publish("CVE-2024-0005", "curl");
    open.published.refresh();
  }

  private void publish(String id, String project) {
    world.publish(world.draft(id, project), id.replace("CVE-2024", "NIXPKGS-2026"));
    world.jdbi.useHandle(
        handle ->
            handle.execute(
                """
                insert into issue_status (issue_id, vulnerability, attribute, channel_id, verdict,
                  status, how, how_text, since, open, stage)
                select issue.id, ?, ?, channel.id, 'affected', 'affected', 'version', '',
                  issue.created_at, true, 'fixed_upstream'
                from issue join channel on channel.name in ('nixos-unstable', 'nixos-26.05')
                where issue.public_id = ?
                """,
                id,
                project,
                id.replace("CVE-2024", "NIXPKGS-2026")));
  }

  private Overdue overdue() {
    return new Overdue(
        world.jdbi,
        new SuggestionChanges(world.jdbi),
        Urgency.DEFAULT,
        world.transactions,
        world.clock);
  }

  /** {@code zlib 2/2: 0001 0003}. */
  private static String line(OverdueProject project) {
    return project.issues().stream()
        .map(OverdueIssue::issue)
        .map(id -> id.substring(id.length() - 4))
        .collect(
            Collectors.joining(
                " ",
                project.project() + " " + project.issues().size() + "/" + project.open() + ": ",
                ""));
  }

  @Test
  void projectsWithMostOfItComeFirstAndWhatIsInTimeIsOnlyCounted() {
    assertThat(overdue().page(null, 50).items().stream().map(OverdueTest::line))
        .containsExactly("zlib 2/2: 0001 0003", "curl 1/2: 0002");
  }

  @Test
  void pagesHoldEachProjectOnce() {
    Overdue overdue = overdue();
    List<String> read = new ArrayList<>();
    @Nullable String after = null;
    do {
      Page<OverdueProject> page = overdue.page(after, 1);
      assertThat(page.total()).isEqualTo(2);
      page.items().stream().map(OverdueProject::project).forEach(read::add);
      after = page.next();
    } while (after != null);
    assertThat(read).containsExactly("zlib", "curl");
  }
}
