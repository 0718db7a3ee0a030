package org.snowguard.server.issue.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowguard.server.issue.content.IssueContent;
import org.snowguard.server.issue.edit.IssueField.Kind;
import org.snowguard.server.issue.edit.IssueField.Single;
import org.snowguard.server.suggestion.TriageWorld;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.Conflict;

/** Drafts made by hand, thrown away, undone and brought back. */
class IssueDiscardsTest extends IssueEditing {

  @Test
  void draftByHandNeedsNoId() {
    long made =
        desk.making()
            .make(
                "nginx module writes secrets into the store",
                List.of(
                    new FieldEdit(entry(Kind.MODULE, "services.nginx"), FieldValue.added("")),
                    new FieldEdit(Single.DESCRIPTION, FieldValue.of("Found by reading."))),
                world.alice);
    IssueContent content = world.issues.content(made).orElseThrow();
    assertThat(content.vulnerabilities()).isEmpty();
    assertThat(content.openIn())
        .extracting("channel")
        .containsExactly(TriageWorld.UNSTABLE, STABLE);
    desk.edits()
        .edit(
            made,
            content.revision(),
            List.of(
                new FieldEdit(
                    new IssueField.Judgement("", STABLE, "services.nginx"),
                    new FieldValue("not_affected", "the option came later"))),
            world.alice);
    assertThat(world.issues.openIn(made))
        .extracting("channel")
        .containsExactly(TriageWorld.UNSTABLE);
    assertThatExceptionOfType(BadInput.class)
        .isThrownBy(() -> desk.making().make("About nothing", List.of(), world.alice))
        .withMessageContaining("name a project");
  }

  @Test
  void draftWithoutSuggestionsIsThrownAwayAndBroughtBack() {
    assertThatExceptionOfType(Conflict.class)
        .isThrownBy(() -> desk.discards().discard(issue, revision(), world.alice))
        .withMessageContaining("undo their acceptance");
    long made =
        desk.making()
            .make(
                "hydra leaks a token",
                List.of(
                    new FieldEdit(entry(Kind.OWN_PROJECT, "hydra"), FieldValue.added("ours")),
                    new FieldEdit(Single.DESCRIPTION, FieldValue.of("Much work."))),
                world.alice);
    IssueContent before = world.issues.content(made).orElseThrow();
    long event = desk.discards().discard(made, before.revision(), world.bob);
    assertThat(world.issues.find(made)).isEmpty();
    world.clock.advance(Duration.ofHours(1));
    assertThat(desk.discards().bringBack(event, world.alice).id()).isEqualTo(made);
    assertThat(world.issues.content(made).orElseThrow())
        .usingRecursiveComparison()
        .ignoringFields("revision")
        .isEqualTo(before);
    assertThatExceptionOfType(Conflict.class)
        .isThrownBy(() -> desk.discards().bringBack(event, world.bob))
        .withMessageContaining("there already");
  }

  @Test
  void undoneAcceptanceLeavesWhatPeopleWrote() {
    set(Single.DESCRIPTION, FieldValue.of("Much work."));
    world.undo.undoLast(world.alice);
    assertThat(content().description()).isEqualTo("Much work.");
    assertThat(content().vulnerabilities()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "title,         Ours,         ''",
    "priority,      P1,           ''",
    "remediation,   patch,        ''",
    "verdict:::zlib, not_affected, built without it",
    "package:curl,  added,        ''",
    "package:zlib,  removed,      not ours",
    "link:https://example.org/fix, The fix, ''"
  })
  void undoneAcceptanceLeavesWhatPeopleGaveIt(String field, String value, String reason) {
    String title = content().title();
    set(IssueField.parse(field).orElseThrow(), new FieldValue(value, reason));
    world.undo.undoLast(world.alice);
    assertThat(content().vulnerabilities()).isEmpty();
    assertThat(content().title()).isEqualTo(field.equals("title") ? value : title);
  }

  @Test
  void undoneAcceptanceLeavesAssignedAndDiscussedDrafts() {
    set(Single.ASSIGNEE, FieldValue.of(String.valueOf(world.bob)));
    world.undo.undoLast(world.alice);
    assertThat(content().hands().assignee()).isEqualTo(world.bob);
    issue = world.draft("CVE-2024-0002", "curl");
    commented(issue, null);
    world.undo.undoLast(world.alice);
    assertThat(world.issues.find(issue)).as("what was said stays").isPresent();
    issue = world.draft("CVE-2024-0003", "curl");
    commented(issue, world.clock.instant());
    world.undo.undoLast(world.alice);
    assertThat(world.issues.find(issue)).as("nothing is left of what was said").isEmpty();
  }
}
