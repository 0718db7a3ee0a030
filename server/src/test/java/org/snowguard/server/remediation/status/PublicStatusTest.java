package org.snowguard.server.remediation.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.snowguard.core.issue.CloseReason;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.publication.PublicStatus;
import org.snowguard.server.publication.Published;
import org.snowguard.server.publication.PublishedItem;
import org.snowguard.server.web.CurrentAccount;
import org.snowguard.server.web.Role;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What strangers and programs learn of the statuses of an issue. */
class PublicStatusTest extends StatusStory {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Published on the 4th, looked at on the 9th: affected since it was public. */
  @Test
  void whatIsPublishedHasTheMomentsOfItsPages() {
    day(3);
    draft();
    day(4);
    publish();
    day(9);
    Published published = SERVER.bean(Published.class);
    published.refresh();
    assertThat(published.statusesOfVulnerability(ID))
        .extracting(PublicStatus::since)
        .containsOnly(at(2));
    JsonNode first = JSON.readTree(body()).get("status").get(0);
    assertThat(first.get("since").asString()).isEqualTo(at(2).toString());

    world.jdbi.useHandle(
        handle -> handle.execute("update issue_status set since = since - interval '1 day'"));
    published.refresh();
    assertThat(published.statusesOfVulnerability(ID))
        .extracting(PublicStatus::since)
        .as("found out better")
        .containsOnly(at(1));
  }

  private static String body() {
    return SERVER
        .bean(Published.class)
        .find(PublishedItem.ISSUE, "NIXPKGS-2026-0001")
        .orElseThrow()
        .body();
  }

  private static List<Boolean> reviewed() {
    SERVER.bean(Published.class).refresh();
    return StreamSupport.stream(JSON.readTree(body()).get("status").spliterator(), false)
        .map(line -> line.get("reviewed").asBoolean())
        .distinct()
        .toList();
  }

  @Test
  void onlyWhatAPersonSaidIsReviewed() {
    day(3);
    draft();
    day(4);
    publish();
    assertThat(reviewed()).containsExactly(false);
    issues.close(issue, CloseReason.WILL_NOT_FIX, "nobody uses it", world.alice);
    assertThat(reviewed()).containsExactly(true);
  }

  /** Written on the 4th, replaced on the 5th, published on the 6th, fixed on the 7th. */
  @Test
  void strangersReadNothingOfTheDraft() {
    day(3);
    draft();
    day(4);
    judgeByHand("a secret of the draft");
    day(5);
    judgeByHand("what the world may read");
    day(6);
    publish();
    day(7);
    bump("1.4", Verdict.NOT_AFFECTED);
    keeping.keep(issue);
    assertThat(panel(null))
        .containsExactly(
            "nixos-unstable  -> affected: 1.3 compared",
            "nixos-26.05  -> not_affected: as people had judged when the issue was published",
            "nixos-unstable affected -> fixed: 1.3 -> 1.4: 1.4 compared");
    assertThat(panel(new CurrentAccount(world.alice, "alice", Set.of(Role.TRIAGER))))
        .hasSize(4)
        .anyMatch(line -> line.contains("a secret of the draft"));
  }

  private void judgeByHand(String reason) {
    world.jdbi.useHandle(
        handle -> {
          handle.execute("delete from issue_overlay where issue_id = ?", issue);
          handle.execute(
              """
              insert into issue_overlay
                (issue_id, kind, name, channel, value, reason, changed_by, changed_at)
              values (?, 'verdict', 'zlib', ?, 'not_affected', ?, ?, ?)
              """,
              issue,
              STABLE,
              reason,
              world.alice,
              world.clock.instant());
        });
    keeping.keep(issue);
  }

  /** The history that a reader of the issue's page sees, the oldest first. */
  private List<String> panel(@Nullable CurrentAccount reader) {
    StatusSection section =
        (StatusSection)
            new StatusPanel(statuses)
                .of(issues.content(issue).orElseThrow(), reader)
                .orElseThrow()
                .record();
    return section.history().reversed().stream()
        .map(
            change ->
                "%s %s -> %s: %s"
                    .formatted(
                        change.channel(),
                        change.before() == null ? "" : change.before().text(),
                        change.after() == null ? "" : change.after().text(),
                        change.how().text()))
        .toList();
  }
}
