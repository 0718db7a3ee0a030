package org.snowguard.server.issue.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowguard.core.triage.Priority;
import org.snowguard.server.activity.Event;
import org.snowguard.server.issue.IssueChange;
import org.snowguard.server.issue.IssueListener;
import org.snowguard.server.issue.content.IssueContent;
import org.snowguard.server.issue.edit.EditOutcome.Clashed;
import org.snowguard.server.issue.edit.EditOutcome.Saved;
import org.snowguard.server.issue.edit.IssueField.Kind;
import org.snowguard.server.issue.edit.IssueField.Single;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.Conflict;
import org.snowguard.server.web.NotFound;

class IssueEditsTest extends IssueEditing {

  @Test
  void editsOfDifferentFieldsMerge() {
    int seen = revision();
    assertThat(edit(seen, Single.TITLE, FieldValue.of("Alice's title"), world.alice))
        .isInstanceOf(Saved.class);
    assertThat(edit(seen, Single.DESCRIPTION, FieldValue.of("Bob's *words*"), world.bob))
        .isInstanceOf(Saved.class);
    assertThat(content().title()).isEqualTo("Alice's title");
    assertThat(content().description()).isEqualTo("Bob's *words*");
    assertThat(revision()).isEqualTo(seen + 2);
  }

  /** A form holds all its fields: those that the editor left alone take nothing back. */
  @Test
  void untouchedFieldsOfAFormAreLeftAlone() {
    set(Single.DESCRIPTION, FieldValue.of("first"));
    int seen = revision();
    String title = content().title();
    set(Single.TITLE, FieldValue.of("Alice's title"));
    edits.edit(
        issue,
        seen,
        List.of(
            new FieldEdit(Single.TITLE, null),
            new FieldEdit(Single.DESCRIPTION, FieldValue.of("second"))),
        world.bob);
    assertThat(title).isNotEqualTo("Alice's title");
    assertThat(content().title()).isEqualTo("Alice's title");
    assertThat(content().description()).isEqualTo("second");
  }

  @Test
  void editsOfTheSameFieldClashAndShowBoth() {
    int seen = revision();
    set(Single.DESCRIPTION, FieldValue.of("Alice's"));
    world.clock.advance(Duration.ofMinutes(1));
    EditOutcome outcome =
        edits.edit(
            issue,
            seen,
            List.of(
                new FieldEdit(Single.DESCRIPTION, FieldValue.of("Bob's")),
                new FieldEdit(Single.PRIORITY, FieldValue.of("P0"))),
            world.bob);
    assertThat(outcome).isInstanceOf(Clashed.class);
    Clashed clashed = (Clashed) outcome;
    assertThat(clashed.clashes())
        .singleElement()
        .satisfies(
            clash -> {
              assertThat(clash.yours()).isEqualTo(FieldValue.of("Bob's"));
              assertThat(clash.theirs()).isEqualTo(FieldValue.of("Alice's"));
              assertThat(clash.by()).isEqualTo(world.alice);
            });
    assertThat(content().description()).isEqualTo("Alice's");
    assertThat(content().priorityByHand()).as("all or nothing").isFalse();
    // Having seen both, Bob's stands.
    edits.edit(issue, clashed.revision(), clashed.edits(), world.bob);
    assertThat(content().description()).isEqualTo("Bob's");
    assertThat(content().priority()).isEqualTo(Priority.P0);
  }

  /** All at once, from the same revision: none is lost, and each counts. */
  @Test
  void simultaneousEditsOfDifferentFieldsAllHold() throws Exception {
    int seen = revision();
    List<Callable<EditOutcome>> writers = new ArrayList<>();
    for (int number = 0; number < 12; number++) {
      IssueField link = new IssueField.Link("https://example.org/" + number);
      long actor = number % 2 == 0 ? world.alice : world.bob;
      writers.add(() -> edit(seen, link, FieldValue.of("a page"), actor));
    }
    try (var threads = Executors.newFixedThreadPool(6)) {
      for (Future<EditOutcome> done : threads.invokeAll(writers)) {
        assertThat(done.get()).isInstanceOf(Saved.class);
      }
    }
    assertThat(content().links()).hasSize(12);
    assertThat(revision()).isEqualTo(seen + 12);
  }

  /** All at once to the same field: one holds, the others are shown it. */
  @Test
  void simultaneousEditsOfOneFieldLeaveOne() throws Exception {
    int seen = revision();
    List<Callable<EditOutcome>> writers = new ArrayList<>();
    for (int number = 0; number < 6; number++) {
      FieldValue text = FieldValue.of("text " + number);
      writers.add(() -> edit(seen, Single.DESCRIPTION, text, world.alice));
    }
    int saved = 0;
    try (var threads = Executors.newFixedThreadPool(6)) {
      for (Future<EditOutcome> done : threads.invokeAll(writers)) {
        saved += done.get() instanceof Saved ? 1 : 0;
      }
    }
    assertThat(saved).isEqualTo(1);
    assertThat(revision()).isEqualTo(seen + 1);
  }

  @Test
  void sayingTheSameTwiceIsNoConflict() {
    int seen = revision();
    set(Single.PRIORITY, FieldValue.of("P0"));
    assertThat(edit(seen, Single.PRIORITY, FieldValue.of("P0"), world.bob))
        .isEqualTo(new Saved(issue, seen + 1));
  }

  @Test
  void undoRestoresExactly() {
    IssueContent before = content();
    set(Single.TITLE, FieldValue.of("Another"));
    set(entry(Kind.PACKAGE, "zlib_old"), FieldValue.removed("not built any more"));
    set(Single.REMEDIATION, FieldValue.of("patch"));
    for (Event edit : List.copyOf(edits.edits(issue))) {
      edits.undo(issue, edit.id(), world.bob);
    }
    IssueContent after = content();
    assertThat(after).usingRecursiveComparison().ignoringFields("revision").isEqualTo(before);
    assertThat(after.revision()).isEqualTo(before.revision() + 6);
  }

  @Test
  void undoIsRefusedOnceSomebodyChangedTheSame() {
    set(Single.PRIORITY, FieldValue.of("P0"));
    long first = edits.edits(issue).getFirst().id();
    set(Single.PRIORITY, FieldValue.of("P3"));
    assertThatExceptionOfType(Conflict.class)
        .isThrownBy(() -> edits.undo(issue, first, world.alice))
        .withMessageContaining("priority");
    assertThat(content().priority()).isEqualTo(Priority.P3);
  }

  @Test
  void undoEndsWithThePublication() {
    set(Single.PRIORITY, FieldValue.of("P0"));
    long event = edits.edits(issue).getFirst().id();
    world.issues.publish(issue, revision(), "NIXPKGS-2026-0001", world.alice);
    assertThatExceptionOfType(Conflict.class)
        .isThrownBy(() -> edits.undo(issue, event, world.alice));
    edits.edit(
        issue,
        revision(),
        List.of(new FieldEdit(Single.PRIORITY, FieldValue.of("P1"))),
        world.alice);
    assertThat(content().priority()).isEqualTo(Priority.P1);
  }

  @Test
  void anEditIsUndoneOnce() {
    set(Single.PRIORITY, FieldValue.of("P0"));
    long event = edits.edits(issue).getFirst().id();
    long other = byHand("curl carries the flaw of zlib");
    assertThatExceptionOfType(NotFound.class)
        .isThrownBy(() -> edits.undo(other, event, world.alice))
        .withMessageContaining("only edits of the issue");
    edits.undo(issue, event, world.alice);
    assertThatExceptionOfType(Conflict.class)
        .isThrownBy(() -> edits.undo(issue, event, world.bob))
        .withMessageContaining("undone already");
  }

  @Test
  void whatTheEditorWentByIsAskedUnderTheLock() {
    List<FieldEdit> wanted =
        List.of(
            new FieldEdit(
                new IssueField.Judgement("", "", "zlib"), new FieldValue("patched", "all")));
    int seen = revision();
    assertThat(edits.edit(issue, seen, wanted, () -> false, world.alice))
        .isEqualTo(new EditOutcome.Overtaken(issue));
    assertThat(revision()).isEqualTo(seen);
    assertThat(edits.edit(issue, seen, wanted, () -> isLocked(issue), world.alice))
        .isEqualTo(new Saved(issue, seen + 1));
  }

  /** On another thread, whose connection is not that of the transaction. */
  private boolean isLocked(long id) {
    return CompletableFuture.supplyAsync(
            () ->
                world.jdbi.withHandle(
                    handle ->
                        handle
                            .createQuery(
                                "select id from issue where id = :id for update skip locked")
                            .bind("id", id)
                            .mapTo(long.class)
                            .findOne()
                            .isEmpty()))
        .join();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          package:nothing            | added        |           | no channel carried it
          project:nothing            | added        |           | there is none
          package:zlib_old           | removed      |           | say why
          module:nginx               | added        |           | option path
          vulnerability:words        | added        |           | CVE-2024-3094
          maintainer:nobody          | added        |           | numeric id
          team:a b                   | added        |           | NixOS/security
          verdict:::zlib             | not_affected |           | say why
          verdict:::zlib             | harmless     | because   | affected, not_affected
          priority                   | P9           |           | P0, P1
          remediation                | pray         |           | bump_within_minor
          assignee                   | 999999       |           | may edit issues
          link:javascript:alert(1)   | x            |           | https://
          link:ftp://example.org     | x            |           | https://
          link:https:///nowhere      | x            |           | https://
          """)
  void whatCannotStandIsRefusedWithAdvice(
      String key, String value, @Nullable String reason, String advice) {
    int before = revision();
    FieldValue given = new FieldValue(value, reason == null ? "" : reason);
    assertThatExceptionOfType(BadInput.class)
        .isThrownBy(() -> edit(before, IssueField.parse(key).orElseThrow(), given, world.alice))
        .withMessageContaining(advice);
    assertThat(revision()).isEqualTo(before);
  }

  @Test
  void listenersHearOfEditsAndOfWhatIsGone() {
    List<String> told = new ArrayList<>();
    world.issueListeners.add(
        new IssueListener() {
          @Override
          public void changed(long issueId, IssueChange change) {
            told.add(change.fields().getFirst().field());
          }

          @Override
          public void noLongerApplies(
              long issueId, Set<String> attributes, String why, @Nullable Long actor) {
            told.add("gone " + attributes + " " + why);
          }
        });
    set(entry(Kind.PACKAGE, "zlib_old"), FieldValue.removed("while a draft, nobody hears of it"));
    world.issues.publish(issue, revision(), "NIXPKGS-2026-0001", world.alice);
    set(
        new IssueField.Judgement("", "", "zlib"),
        new FieldValue("not_affected", "built without it"));
    assertThat(told)
        .containsExactly("package:zlib_old", "verdict:::zlib", "gone [zlib] built without it");
  }

  @Test
  void claimsEndByThemselves() {
    IssueClaims claims = desk.claims();
    claims.claim(issue, false, world.alice);
    assertThatExceptionOfType(Conflict.class)
        .isThrownBy(() -> claims.claim(issue, false, world.bob))
        .withMessageContaining("alice");
    claims.claim(issue, true, world.bob);
    assertThat(content().hands().claimedBy()).isEqualTo(world.bob);
    world.clock.advance(IssueClaims.HOLDS.plusSeconds(1));
    assertThat(content().hands().claimedBy()).isNull();
    claims.claim(issue, false, world.alice);
    claims.release(issue, world.bob);
    assertThat(content().hands().claimedBy()).isNull();
  }
}
