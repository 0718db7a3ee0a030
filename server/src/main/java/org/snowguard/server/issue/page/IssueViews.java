package org.snowguard.server.issue.page;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.issue.IssueState;
import org.snowguard.server.account.Account;
import org.snowguard.server.account.Accounts;
import org.snowguard.server.account.ActorNames;
import org.snowguard.server.activity.Event;
import org.snowguard.server.issue.Issue;
import org.snowguard.server.issue.IssuePackage;
import org.snowguard.server.issue.Issues;
import org.snowguard.server.issue.ShippedIssues;
import org.snowguard.server.issue.ShippedPackage;
import org.snowguard.server.issue.content.IssueContent;
import org.snowguard.server.issue.content.IssueFinding;
import org.snowguard.server.issue.edit.IssueEdits;
import org.snowguard.server.issue.edit.SimilarIssues;
import org.snowguard.server.web.CurrentAccount;
import org.snowguard.server.web.Role;

/** Puts the records of pages together. */
final class IssueViews {

  private static final int EDITS_SHOWN = 20;

  private final Issues issues;
  private final ShippedIssues shipped;
  private final IssueEdits edits;
  private final SimilarIssues similar;
  private final Accounts accounts;
  private final Supplier<List<IssuePanel>> panels;

  IssueViews(
      Issues issues,
      ShippedIssues shipped,
      IssueEdits edits,
      SimilarIssues similar,
      Accounts accounts,
      Supplier<List<IssuePanel>> panels) {
    this.issues = issues;
    this.shipped = shipped;
    this.edits = edits;
    this.similar = similar;
    this.accounts = accounts;
    this.panels = panels;
  }

  IssuePage page(Issue issue, @Nullable CurrentAccount reader) {
    IssueContent content = issues.content(issue.id()).orElseThrow();
    boolean isInsider = isInsider(reader);
    List<Event> made = isInsider ? edits.edits(issue.id()) : List.of();
    ActorNames names = accounts.names(people(List.of(content), made));
    return new IssuePage(
        content,
        issue.items(),
        packages(issue, shipped.shipped(issue.packages())),
        FindingLines.of(content.findings(), names),
        names,
        panels.get().stream()
            .map(panel -> panel.of(content, reader))
            .flatMap(Optional::stream)
            .toList(),
        reader != null && isInsider ? desk(content, made, names, reader) : null);
  }

  private IssuePage.Desk desk(
      IssueContent content, List<Event> made, ActorNames names, CurrentAccount reader) {
    Long holder = content.hands().claimedBy();
    return new IssuePage.Desk(
        accounts.list().stream().filter(IssueViews::mayEdit).toList(),
        similar.of(content),
        similar.waiting(content),
        made.stream()
            .limit(EDITS_SHOWN)
            .map(event -> EditWords.line(event, names, content.state() == IssueState.DRAFT))
            .toList(),
        holder != null && holder == reader.number());
  }

  private static boolean mayEdit(Account account) {
    return account.roles().stream().anyMatch(role -> role.includes(Role.TRIAGER));
  }

  IssueResourcePage resource(IssuePage page, boolean insider) {
    return IssueResourcePage.of(
        page.issue(),
        new IssueResourcePage.Around(
            page.items(), page.packages(), page.names(), insider, page.panels()));
  }

  /** Issues of a list, each with what it says. */
  Map<Long, IssueContent> contents(List<Issue> listed) {
    return issues.contents(listed.stream().map(Issue::id).toList());
  }

  ActorNames names(Map<Long, IssueContent> contents) {
    return accounts.names(people(List.copyOf(contents.values()), List.of()));
  }

  List<IssueResourcePage> resources(
      List<Issue> listed, Map<Long, IssueContent> contents, ActorNames names, boolean insider) {
    Map<IssuePackage, ShippedPackage> carried =
        shipped.shipped(listed.stream().flatMap(issue -> issue.packages().stream()).toList());
    return listed.stream()
        .map(
            issue ->
                IssueResourcePage.of(
                    Objects.requireNonNull(contents.get(issue.id())),
                    new IssueResourcePage.Around(
                        issue.items(), packages(issue, carried), names, insider, List.of())))
        .toList();
  }

  private static List<ShippedPackage> packages(
      Issue issue, Map<IssuePackage, ShippedPackage> carried) {
    return issue.packages().stream().map(carried::get).filter(Objects::nonNull).toList();
  }

  private static Set<Long> people(List<IssueContent> contents, List<Event> made) {
    Set<Long> people = new HashSet<>();
    for (IssueContent content : contents) {
      Stream.of(
              content.moments().createdBy(),
              content.moments().publishedBy(),
              content.moments().closedBy(),
              content.hands().assignee(),
              content.hands().claimedBy())
          .filter(Objects::nonNull)
          .forEach(people::add);
      content.takenAway().forEach(taken -> people.add(taken.by()));
      people.addAll(
          content.findings().stream()
              .map(IssueFinding::overriddenBy)
              .filter(Objects::nonNull)
              .collect(Collectors.toSet()));
    }
    made.stream().map(Event::actor).filter(Objects::nonNull).forEach(people::add);
    return people;
  }

  static boolean isInsider(@Nullable CurrentAccount account) {
    return account != null && account.isTriager();
  }
}
