package org.snowguard.server.issue.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.snowguard.server.activity.EventFilter;
import org.snowguard.server.issue.content.IssueContent;
import org.snowguard.server.issue.edit.IssueField.Kind;
import org.snowguard.server.web.Conflict;

/** Issues that say the same. */
class SimilarIssuesTest extends IssueEditing {

  @Test
  void sameFlawInAnotherIssueIsOfferedAndMerged() {
    long other =
        desk.making()
            .make(
                "curl carries the flaw of zlib",
                List.of(
                    new FieldEdit(entry(Kind.PACKAGE, "curl"), FieldValue.added("vendored")),
                    new FieldEdit(entry(Kind.VULNERABILITY, ID), FieldValue.added(""))),
                world.bob);
    assertThat(desk.similar().of(content()))
        .singleElement()
        .satisfies(
            similar -> {
              assertThat(similar.id()).isEqualTo(other);
              assertThat(similar.vulnerabilities()).containsExactly(ID);
              assertThat(similar.isSuspicious()).isTrue();
            });
    int seen = world.issues.find(other).orElseThrow().revision();
    desk.similar().merge(other, seen, issue, world.alice);
    assertThat(world.issues.find(other)).isEmpty();
    assertThat(content().subjects()).extracting("name").containsExactly("zlib", "curl");
    assertThat(desk.similar().of(content())).isEmpty();
  }

  @Test
  void mergedDraftTakesItsTalkAlongAndItsWordsComeBack() {
    long other = byHand("curl carries the flaw of zlib");
    commented(other, null);
    int seen = world.issues.find(other).orElseThrow().revision();
    long event = desk.similar().merge(other, seen, issue, world.alice);
    int comments =
        world.jdbi.withHandle(
            handle ->
                handle
                    .createQuery("select count(*) from issue_comment where issue_id = :issue")
                    .bind("issue", issue)
                    .mapTo(int.class)
                    .one());
    assertThat(comments).isEqualTo(1);
    assertThat(desk.discards().bringBack(event, world.alice))
        .isEqualTo(new IssueDiscards.BroughtBack(other, 0, 1, 0));
    IssueContent back = world.issues.content(other).orElseThrow();
    assertThat(back.title()).isEqualTo("curl carries the flaw of zlib");
    assertThat(back.description()).isEqualTo("Much work.");
    assertThat(back.subjects()).extracting("name").containsExactly("curl");
  }

  @Test
  void suggestionsOfAMergedDraftComeBackWithIt() {
    long other = byHand("all about curl");
    int seen = revision();
    long event = desk.similar().merge(issue, seen, other, world.alice);
    assertThat(world.issues.find(other).orElseThrow().items()).hasSize(1);
    assertThat(desk.discards().bringBack(event, world.bob))
        .isEqualTo(new IssueDiscards.BroughtBack(issue, 1, 0, 0));
    assertThat(world.issues.find(other).orElseThrow().items()).isEmpty();
    assertThat(world.issues.find(issue).orElseThrow().items()).hasSize(1);
    assertThat(world.events.latest(EventFilter.ofSubject("issue", other), null, 1).getFirst())
        .satisfies(last -> assertThat(last.kind()).isEqualTo("issue.reduced"));
  }

  @Test
  void whatWasPublishedMeanwhileStaysWhereItIs() {
    long other = byHand("all about curl");
    commented(issue, null);
    long event = desk.similar().merge(issue, revision(), other, world.alice);
    int now = world.issues.find(other).orElseThrow().revision();
    world.issues.publish(other, now, "NIXPKGS-2026-0001", world.alice);
    assertThat(desk.discards().bringBack(event, world.alice))
        .isEqualTo(new IssueDiscards.BroughtBack(issue, 0, 0, 2));
    assertThat(world.issues.find(other).orElseThrow().items()).hasSize(1);
  }

  @Test
  void nothingGetsIntoAPublicIssueWithoutAPreview() {
    long other = byHand("curl carries the flaw of zlib");
    world.issues.publish(issue, revision(), "NIXPKGS-2026-0001", world.alice);
    int seen = world.issues.find(other).orElseThrow().revision();
    assertThatExceptionOfType(Conflict.class)
        .isThrownBy(() -> desk.similar().merge(other, seen, issue, world.alice))
        .withMessageContaining("without a preview");
    assertThat(world.issues.find(other)).isPresent();
  }
}
