package org.snowguard.server.issue.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowguard.core.nixpkgs.Maintainer;
import org.snowguard.core.triage.Priority;
import org.snowguard.core.triage.Remediation;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.activity.Event;
import org.snowguard.server.activity.EventFilter;
import org.snowguard.server.issue.IssueChange;
import org.snowguard.server.issue.IssueListener;
import org.snowguard.server.issue.content.IssueContent;
import org.snowguard.server.issue.content.IssueFinding;
import org.snowguard.server.issue.content.PersonToTell;
import org.snowguard.server.issue.edit.EditOutcome.Clashed;
import org.snowguard.server.issue.edit.EditOutcome.Saved;
import org.snowguard.server.issue.edit.IssueField.Kind;
import org.snowguard.server.issue.edit.IssueField.Single;
import org.snowguard.server.nixpkgs.PackageHistory;
import org.snowguard.server.nixpkgs.Packages;
import org.snowguard.server.suggestion.TriageWorld;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.Conflict;
import org.snowguard.server.web.NotFound;

class IssueEditsTest {

  private static final String ID = "CVE-2024-0001";
  private static final String STABLE = "nixos-26.05";

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private TriageWorld world;
  private EditingDesk desk;
  private IssueEdits edits;
  private long issue;

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

  private IssueContent content() {
    return world.issues.content(issue).orElseThrow();
  }

  private int revision() {
    return content().revision();
  }

  private EditOutcome edit(int seen, IssueField field, @Nullable FieldValue to, long actor) {
    return edits.edit(issue, seen, List.of(new FieldEdit(field, to)), actor);
  }

  private void set(IssueField field, @Nullable FieldValue to) {
    assertThat(edit(revision(), field, to, world.alice)).isInstanceOf(Saved.class);
  }

  private static IssueField entry(Kind kind, String name) {
    return new IssueField.Entry(kind, name);
  }

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
  void overrideHoldsBesideTheMachine() {
    set(
        new IssueField.Judgement("", STABLE, "zlib"),
        new FieldValue("not_affected", "built without the feature"));
    IssueFinding stable = finding(STABLE, "zlib");
    assertThat(stable.verdict()).isEqualTo(Verdict.NOT_AFFECTED);
    assertThat(stable.reason()).isEqualTo("built without the feature");
    assertThat(stable.overriddenBy()).isEqualTo(world.alice);
    assertThat(stable.machine().verdict()).isEqualTo(Verdict.AFFECTED);
    assertThat(finding(TriageWorld.UNSTABLE, "zlib").verdict()).isEqualTo(Verdict.AFFECTED);
    assertThat(content().openIn()).extracting("channel").containsExactly(TriageWorld.UNSTABLE);
    set(new IssueField.Judgement("", STABLE, "zlib"), null);
    assertThat(finding(STABLE, "zlib").verdict()).isEqualTo(Verdict.AFFECTED);
  }

  /** The closest override holds: of a vulnerability before that of a channel before that of all. */
  @Test
  void closestOverrideHolds() {
    set(new IssueField.Judgement("", "", "zlib"), new FieldValue("unknown", "all"));
    set(new IssueField.Judgement("", STABLE, "zlib"), new FieldValue("patched", "channel"));
    set(new IssueField.Judgement(ID, "", "zlib"), new FieldValue("acknowledged", "id"));
    assertThat(finding(STABLE, "zlib").reason()).isEqualTo("id");
    set(new IssueField.Judgement(ID, "", "zlib"), null);
    assertThat(finding(STABLE, "zlib").reason()).isEqualTo("channel");
    assertThat(finding(TriageWorld.UNSTABLE, "zlib").reason()).isEqualTo("all");
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

  private IssueFinding finding(String channel, String attribute) {
    return content().findings().stream()
        .filter(one -> one.channel().equals(channel) && one.attribute().equals(attribute))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void removedPackageStaysToBeSeenAndPutBack() {
    IssueField old = entry(Kind.PACKAGE, "zlib_old");
    set(old, FieldValue.removed("another upstream"));
    assertThat(content().findings()).extracting("attribute").doesNotContain("zlib_old");
    assertThat(content().takenAway())
        .singleElement()
        .satisfies(
            taken -> {
              assertThat(taken.name()).isEqualTo("zlib_old");
              assertThat(taken.reason()).isEqualTo("another upstream");
            });
    edits.putBack(issue, revision(), old, world.bob);
    assertThat(content().findings()).extracting("attribute").contains("zlib_old");
    assertThat(content().takenAway()).isEmpty();
  }

  @Test
  void whatWasAddedByHandComesBackAsSuch() {
    IssueField curl = entry(Kind.PROJECT, "curl");
    set(curl, FieldValue.added("vendors zlib"));
    set(curl, FieldValue.removed("no, it does not"));
    edits.putBack(issue, revision(), curl, world.alice);
    assertThat(content().subjects())
        .filteredOn(subject -> subject.name().equals("curl"))
        .singleElement()
        .satisfies(subject -> assertThat(subject.reason()).isEqualTo("vendors zlib"));
  }

  @Test
  void whatIsAddedByHandConcernsAllOfTheIssue() {
    set(entry(Kind.PACKAGE, "curl"), FieldValue.added("vendors zlib"));
    IssueFinding curl = finding(TriageWorld.UNSTABLE, "curl");
    assertThat(curl.vulnerability()).isEqualTo(ID);
    assertThat(curl.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(curl.machine().code()).isEqualTo("not_linked");
    set(entry(Kind.VULNERABILITY, "cve-2024-7777"), FieldValue.added(""));
    assertThat(content().vulnerabilities()).extracting("id").containsExactly(ID, "CVE-2024-7777");
    assertThat(content().vulnerabilities().getLast().number()).as("not read yet").isNull();
    assertThat(content().findings())
        .filteredOn(finding -> "CVE-2024-7777".equals(finding.vulnerability()))
        .extracting("attribute")
        .contains("zlib", "zlib_old", "curl");
  }

  @Test
  void peopleOfAffectedPackagesAreToldOnce() {
    assertThat(content().people())
        .containsExactly(new PersonToTell(7, "Carol", List.of("zlib", "zlib_old"), false));
    set(entry(Kind.MAINTAINER, "dave"), FieldValue.added("knows it"));
    set(entry(Kind.MAINTAINER, "7"), FieldValue.removed("away until May"));
    set(entry(Kind.TEAM, "NixOS/security"), FieldValue.added(""));
    assertThat(content().people()).containsExactly(new PersonToTell(8, "Dave", List.of(), true));
    assertThat(content().teams()).containsExactly("NixOS/security");
    edits.putBack(issue, revision(), entry(Kind.MAINTAINER, "7"), world.alice);
    set(
        new IssueField.Judgement("", "", "zlib_old"),
        new FieldValue("not_affected", "too old to hold it"));
    assertThat(content().people().getFirst().packages()).containsExactly("zlib");
  }

  @Test
  void machineProposesUntilPeopleSay() {
    assertThat(content().remediationByHand()).isFalse();
    set(Single.REMEDIATION, FieldValue.of("remove_or_mark_insecure"));
    set(Single.ASSIGNEE, FieldValue.of(String.valueOf(world.bob)));
    assertThat(content().remediation()).isEqualTo(Remediation.Kind.REMOVE_OR_MARK_INSECURE);
    assertThat(content().proposedRemediation()).isEqualTo(Remediation.Kind.BUMP);
    assertThat(content().hands().assignee()).isEqualTo(world.bob);
    set(Single.REMEDIATION, FieldValue.of(""));
    assertThat(content().remediation()).isEqualTo(Remediation.Kind.BUMP);
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

  private void commented(long on, @Nullable Instant deleted) {
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

  private long byHand(String title) {
    return desk.making()
        .make(
            title,
            List.of(
                new FieldEdit(entry(Kind.PACKAGE, "curl"), FieldValue.added("vendored")),
                new FieldEdit(Single.DESCRIPTION, FieldValue.of("Much work."))),
            world.bob);
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
