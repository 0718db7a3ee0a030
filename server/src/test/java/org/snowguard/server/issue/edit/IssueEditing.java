package org.snowguard.server.issue.edit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.snowguard.core.nixpkgs.Maintainer;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.issue.content.IssueContent;
import org.snowguard.server.issue.edit.EditOutcome.Saved;
import org.snowguard.server.issue.edit.IssueField.Kind;
import org.snowguard.server.issue.edit.IssueField.Single;
import org.snowguard.server.nixpkgs.PackageHistory;
import org.snowguard.server.nixpkgs.Packages;
import org.snowguard.server.suggestion.TriageWorld;

/** An issue about zlib in two channels, and who edits it. */
abstract class IssueEditing {

  static final String ID = "CVE-2024-0001";
  static final String STABLE = "nixos-26.05";

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  TriageWorld world;
  EditingDesk desk;
  IssueEdits edits;
  long issue;

  @BeforeEach
  void arrange() {
    world = new TriageWorld(database);
    world.ship(
        TriageWorld.UNSTABLE,
        Packages.maintained("zlib 1.3", new Maintainer(7L, "carol", "Carol")),
        Packages.maintained("zlib_old 1.2", new Maintainer(7L, "carol", "Carol")),
        Packages.maintained("curl 8.9", new Maintainer(8L, "dave", "Dave")));
    world.ship(STABLE, Packages.maintained("zlib 1.3", new Maintainer(7L, "carol", "Carol")));
    world.group("zlib", "zlib", "zlib_old");
    desk =
        new EditingDesk(
            world.jdbi,
            world.issues,
            world.vulnerabilities,
            world.projects,
            PackageHistory.in(world.jdbi, world.transactions),
            world.accounts,
            world.events,
            () -> world.issueListeners,
            world.transactions,
            world.clock);
    edits = desk.edits();
    issue = world.draft(ID, "zlib");
  }

  IssueContent content() {
    return world.issues.content(issue).orElseThrow();
  }

  int revision() {
    return content().revision();
  }

  EditOutcome edit(int seen, IssueField field, @Nullable FieldValue to, long actor) {
    return edits.edit(issue, seen, List.of(new FieldEdit(field, to)), actor);
  }

  void set(IssueField field, @Nullable FieldValue to) {
    assertThat(edit(revision(), field, to, world.alice)).isInstanceOf(Saved.class);
  }

  static IssueField entry(Kind kind, String name) {
    return new IssueField.Entry(kind, name);
  }

  void commented(long on, @Nullable Instant deleted) {
    world.jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into issue_comment
                      (issue_id, author, written_at, body, public, deleted_at)
                    values (:issue, :author, :at, 'Who tests the fix?', true, :deleted::timestamptz)
                    """)
                .bind("issue", on)
                .bind("author", world.bob)
                .bind("at", world.clock.instant())
                .bind("deleted", deleted)
                .execute());
  }

  long byHand(String title) {
    return desk.making()
        .make(
            title,
            List.of(
                new FieldEdit(entry(Kind.PACKAGE, "curl"), FieldValue.added("vendored")),
                new FieldEdit(Single.DESCRIPTION, FieldValue.of("Much work."))),
            world.bob);
  }
}
