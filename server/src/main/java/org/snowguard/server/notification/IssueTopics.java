package org.snowguard.server.notification;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.snowguard.core.issue.SubjectKind;
import org.snowguard.server.issue.content.ChannelState;
import org.snowguard.server.issue.content.IssueContent;
import org.snowguard.server.issue.content.IssueFinding;
import org.snowguard.server.issue.content.IssueSubject;
import org.snowguard.server.issue.content.PersonToTell;

/** By which things followed an issue is found. */
final class IssueTopics {

  private final HappeningStore store;

  IssueTopics(HappeningStore store) {
    this.store = store;
  }

  /** Where something is left to do; of an issue that is about nothing shipped, all of it. */
  List<Followed> ofOpen(IssueContent issue) {
    Set<String> attributes = new TreeSet<>();
    Set<String> channels = new TreeSet<>();
    for (ChannelState state : issue.openIn()) {
      attributes.addAll(state.openPackages());
      channels.add(state.channel());
    }
    return attributes.isEmpty() ? ofAll(issue) : of(issue, attributes, channels);
  }

  private List<Followed> ofAll(IssueContent issue) {
    Set<String> attributes = new TreeSet<>();
    issue.findings().stream()
        .filter(IssueFinding::supported)
        .forEach(finding -> attributes.add(finding.attribute()));
    return of(issue, attributes, Set.of());
  }

  /** What concerns some packages of it in some channels. */
  List<Followed> of(
      IssueContent issue, Collection<String> attributes, Collection<String> channels) {
    List<Followed> topics = new ArrayList<>();
    topics.add(new Followed(Followed.Kind.ISSUE, Long.toString(issue.id())));
    attributes.forEach(name -> topics.add(new Followed(Followed.Kind.PACKAGE, name)));
    channels.forEach(name -> topics.add(new Followed(Followed.Kind.CHANNEL, name)));
    List<String> slugs =
        issue.subjects().stream()
            .filter(subject -> subject.kind() == SubjectKind.PROJECT)
            .map(IssueSubject::name)
            .toList();
    store
        .projects(attributes, slugs)
        .forEach(id -> topics.add(new Followed(Followed.Kind.PROJECT, Long.toString(id))));
    Set<Long> people = new TreeSet<>(store.maintainers(attributes));
    issue.people().stream()
        .filter(PersonToTell::byHand)
        .forEach(person -> people.add(person.gitHubId()));
    people.forEach(id -> topics.add(new Followed(Followed.Kind.MAINTAINER, Long.toString(id))));
    return topics;
  }
}
