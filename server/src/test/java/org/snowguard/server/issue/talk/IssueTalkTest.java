package org.snowguard.server.issue.talk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.snowguard.core.issue.CloseReason;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.activity.Event;
import org.snowguard.server.activity.EventFilter;
import org.snowguard.server.issue.IssueChange;
import org.snowguard.server.issue.IssueChange.FieldChange;
import org.snowguard.server.issue.Issues;
import org.snowguard.server.nixpkgs.Packages;
import org.snowguard.server.suggestion.TriageWorld;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.Conflict;
import org.snowguard.server.web.CurrentAccount;
import org.snowguard.server.web.NotFound;
import org.snowguard.server.web.Refused;
import org.snowguard.server.web.Role;

class IssueTalkTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private TriageWorld world;
  private IssueTalk talk;
  private IssueNews news;
  private long issue;
  private CurrentAccount alice;
  private CurrentAccount bob;
  private CurrentAccount reader;

  @BeforeEach
  void arrange() {
    world = new TriageWorld(database);
    world.ship(TriageWorld.UNSTABLE, Packages.of("zlib 1.3"));
    issue = world.draft("CVE-2024-0001", "zlib");
    WatchStore watches = new WatchStore(world.jdbi);
    talk =
        new IssueTalk(
            new CommentStore(world.jdbi),
            watches,
            world.accounts,
            world.events,
            world.transactions,
            world.clock);
    news = new IssueNews(watches, world.clock);
    alice = person(world.alice);
    bob = person(world.bob);
    reader = person(world.accounts.add("reader", Set.of()).number());
  }

  private CurrentAccount person(long number) {
    return Objects.requireNonNull(world.accounts.find(number));
  }

  private void publish() {
    world.jdbi.useHandle(
        handle ->
            handle.execute(
                "update issue set state = 'published', public_id = 'NIXPKGS-2026-0001'"));
  }

  private void maintain(CurrentAccount account) {
    // Every package of these tests has this maintainer.
    world.jdbi.useHandle(
        handle ->
            handle.execute(
                "update account set github_id = 17 where account_id = ?", account.number()));
  }

  private List<String> told(CurrentAccount account) {
    return talk.told(account, 10).stream()
        .map(told -> told.why() + ": " + told.words() + (told.unread() ? " *" : ""))
        .toList();
  }

  private List<String> bodies(CurrentAccount account) {
    return talk.of(issue, account).stream().map(Comment::body).toList();
  }

  @Test
  void draftsAreTalkedAboutAmongTriagers() {
    talk.comment(issue, "Looks bad", true, alice);
    assertThat(bodies(bob)).containsExactly("Looks bad");
    assertThat(talk.of(issue, reader)).isEmpty();
    assertThat(talk.of(issue, null)).isEmpty();
    assertThatExceptionOfType(NotFound.class)
        .as("a draft is not there for others")
        .isThrownBy(() -> talk.comment(issue, "What is this?", true, reader));
    assertThatExceptionOfType(NotFound.class).isThrownBy(() -> talk.watch(issue, true, reader));
  }

  @Test
  void namesThatNobodyHasAreToldToTheirWriter() {
    assertThat(talk.strangers("@nobody-here, @alice: look at `@code`; @Nobody-else"))
        .containsExactly("Nobody-else", "nobody-here");
  }

  @Test
  void ofAPublishedIssueEverybodyReadsWhatIsMarkedPublic() {
    talk.comment(issue, "For us", false, alice);
    long open = talk.comment(issue, "For all", true, alice);
    publish();
    assertThat(bodies(reader)).containsExactly("For all");
    assertThat(talk.of(issue, null)).extracting(Comment::body).containsExactly("For all");
    talk.edit(open, 0, "For all", false, alice);
    assertThat(talk.of(issue, null)).isEmpty();
  }

  @Test
  void maintainersOfItsPackagesCommentInPublic() {
    publish();
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> talk.comment(issue, "Me too", false, reader));
    maintain(reader);
    talk.comment(issue, "I build it without that", false, reader);
    assertThat(talk.of(issue, null))
        .extracting(Comment::body)
        .containsExactly("I build it without that");
  }

  @Test
  void calledPeopleAreToldAndWatch() {
    talk.comment(issue, "@bob and @reader and @nobody, look", false, alice);
    assertThat(told(bob)).containsExactly("mentioned: mentioned you *");
    assertThat(told(reader)).as("may not read it").isEmpty();
    assertThat(talk.isWatching(issue, bob)).isTrue();
    assertThat(talk.isWatching(issue, alice)).isTrue();
    talk.comment(issue, "Done", false, bob);
    assertThat(told(alice)).containsExactly("watched: commented *");
    assertThat(told(bob)).as("who answers has read").containsExactly("mentioned: mentioned you");
  }

  @Test
  void whoStoppedWatchingIsToldOnlyWhenCalled() {
    talk.watch(issue, false, bob);
    talk.comment(issue, "One", false, alice);
    assertThat(told(bob)).isEmpty();
    talk.comment(issue, "@bob", false, alice);
    assertThat(told(bob)).containsExactly("mentioned: mentioned you *");
    assertThat(talk.isWatching(issue, bob)).isFalse();
  }

  @Test
  void insidersTalkIsNotToldToOthersWhoWatch() {
    publish();
    talk.watch(issue, true, reader);
    talk.comment(issue, "Among us", false, alice);
    assertThat(told(reader)).isEmpty();
    talk.comment(issue, "To all", true, alice);
    assertThat(told(reader)).containsExactly("watched: commented *");
  }

  @Test
  void commentThatIsMadePublicIsToldToWhoMayReadItNow() {
    publish();
    talk.watch(issue, true, bob);
    long watched = talk.comment(issue, "Among us", false, alice);
    talk.read(null, bob);
    talk.watch(issue, true, reader);
    talk.edit(watched, 0, "Among us", true, alice);
    assertThat(told(reader)).containsExactly("watched: commented *");
    assertThat(told(bob)).as("has read it").containsExactly("watched: commented");
    long calling = talk.comment(issue, "@reader, look", false, alice);
    assertThat(told(reader)).containsExactly("watched: commented *");
    talk.edit(calling, 0, "@reader, look", true, alice);
    assertThat(told(reader)).contains("mentioned: mentioned you *").hasSize(2);
    talk.read(null, reader);
    talk.edit(calling, 1, "@reader, look here", true, alice);
    assertThat(told(reader)).as("called before").contains("mentioned: mentioned you");
  }

  @Test
  void repeatedNewsAreOneLineUntilRead() {
    talk.watch(issue, true, bob);
    talk.comment(issue, "One", false, alice);
    talk.comment(issue, "Two", false, alice);
    assertThat(talk.told(bob, 10)).singleElement().extracting(Told::times).isEqualTo(2);
    talk.read(null, bob);
    assertThat(told(bob)).containsExactly("watched: commented");
    talk.comment(issue, "Three", false, alice);
    assertThat(talk.told(bob, 10)).singleElement().extracting(Told::times).isEqualTo(1);
  }

  @Test
  void editAndDeletionLeaveTheirHistoryInTheLog() {
    long id = talk.comment(issue, "Frist", false, alice);
    talk.edit(id, 0, "First, @bob", false, alice);
    assertThat(told(bob)).containsExactly("mentioned: mentioned you *");
    assertThatExceptionOfType(Conflict.class)
        .isThrownBy(() -> talk.edit(id, 0, "Again", false, alice));
    assertThatExceptionOfType(Refused.class).isThrownBy(() -> talk.edit(id, 1, "Mine", false, bob));
    assertThatExceptionOfType(Refused.class).isThrownBy(() -> talk.delete(id, 1, bob));
    talk.delete(id, 1, alice);
    assertThat(bodies(alice)).containsExactly("");
    assertThatExceptionOfType(NotFound.class).isThrownBy(() -> talk.delete(id, 2, alice));

    List<Event> log = world.events.latest(EventFilter.ofSubject(Issues.SUBJECT, issue), null, 3);
    assertThat(log)
        .extracting(Event::kind)
        .containsExactly("issue.comment_deleted", "issue.comment_edited", "issue.commented");
    assertThat(log.get(0).before()).contains("First, @bob");
    assertThat(log.get(1).before()).contains("Frist");
  }

  @Test
  void emptyAndEndlessTextsAreRefused() {
    assertThatExceptionOfType(BadInput.class)
        .isThrownBy(() -> talk.comment(issue, "  ", false, alice));
    assertThatExceptionOfType(BadInput.class)
        .isThrownBy(() -> talk.comment(issue, "x".repeat(20_001), false, alice));
  }

  @Test
  void assigneeIsToldOnceAndWatches() {
    talk.watch(issue, true, bob);
    String number = String.valueOf(bob.number());
    news.changed(
        issue,
        new IssueChange(
            2,
            alice.number(),
            List.of(
                new FieldChange("assignee", null, number),
                new FieldChange("title", "a", "b"),
                new FieldChange("package:zlib", null, "added"))));
    assertThat(told(bob)).containsExactly("assigned: assigned it to you *");
    assertThat(told(alice)).isEmpty();
  }

  @Test
  void watchersAreToldOfTheLifeOfAnIssue() {
    talk.watch(issue, true, bob);
    news.changed(
        issue,
        new IssueChange(
            2,
            alice.number(),
            List.of(
                new FieldChange("title", "a", "b"),
                new FieldChange("package:zlib", null, "added"))));
    assertThat(told(bob)).containsExactly("watched: changed package, title *");
    news.published(issue, "NIXPKGS-2026-0001", alice.number());
    assertThat(told(bob)).containsExactly("watched: published it as NIXPKGS-2026-0001 *");
    news.closed(issue, CloseReason.FIXED, null);
    assertThat(told(bob)).containsExactly("watched: closed it: fixed *");
    news.reopened(issue, bob.number());
    assertThat(told(bob)).as("not of what one does").containsExactly("watched: closed it: fixed *");
  }

  @Test
  void watchersFromOutsideAreNotToldWhatIsForTriagers() {
    talk.watch(issue, true, alice);
    publish();
    talk.watch(issue, true, reader);
    news.changed(
        issue, new IssueChange(2, bob.number(), List.of(new FieldChange("title", "a", "b"))));
    assertThat(told(alice)).containsExactly("watched: changed title *");
    assertThat(talk.told(reader, 10))
        .singleElement()
        .satisfies(
            told -> {
              assertThat(told.words()).isEqualTo("changed");
              assertThat(told.actor()).isNull();
            });
    news.noLongerApplies(issue, Set.of("zlib"), "among us", bob.number());
    assertThat(told(reader)).containsExactly("watched: changed *");
    news.closed(issue, CloseReason.FIXED, bob.number());
    assertThat(told(reader)).containsExactly("watched: closed it: fixed *");
  }

  @Test
  void whatWasToldBeforeThePublicationStaysInside() {
    world.jdbi.useHandle(
        handle ->
            handle.execute(
                "insert into issue_told (account_id, issue_id, why, words, at)"
                    + " values (?, ?, 'watched', 'commented', now() - interval '1 day')",
                reader.number(),
                issue));
    publish();
    world.jdbi.useHandle(handle -> handle.execute("update issue set published_at = now()"));
    assertThat(told(reader)).as("a triager then").isEmpty();
  }

  @Test
  void whatIsToldOfADraftEndsWithTheRole() {
    world.jdbi.useHandle(
        handle ->
            handle.execute(
                "insert into issue_told (account_id, issue_id, why, words, at)"
                    + " values (?, ?, 'watched', 'commented', now())",
                reader.number(),
                issue));
    assertThat(told(reader)).isEmpty();
    assertThat(reader.has(Role.TRIAGER)).isFalse();
  }
}
