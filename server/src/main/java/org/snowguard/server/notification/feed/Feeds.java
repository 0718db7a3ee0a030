package org.snowguard.server.notification.feed;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.server.issue.Issue;
import org.snowguard.server.issue.Issues;
import org.snowguard.server.issue.content.IssueContent;
import org.snowguard.server.nixpkgs.Channel;
import org.snowguard.server.nixpkgs.Channels;
import org.snowguard.server.nixpkgs.PackageIndex;
import org.snowguard.server.nixpkgs.Project;
import org.snowguard.server.nixpkgs.Projects;
import org.snowguard.server.notification.MaintainerNames;
import org.snowguard.server.notification.SavedSearch;
import org.snowguard.server.web.LocalPath;

/** Puts feeds together; empty where there is no such thing in public. */
final class Feeds {

  private static final int SIZE = 50;

  /** A search looks at so much of the past. */
  private static final int SEARCHED = 500;

  private final FeedStore store;
  private final PackageIndex packages;
  private final Projects projects;
  private final Channels channels;
  private final Issues issues;
  private final MaintainerNames maintainers;

  Feeds(Jdbi jdbi, PackageIndex packages, Projects projects, Channels channels, Issues issues) {
    store = new FeedStore(jdbi);
    maintainers = new MaintainerNames(jdbi);
    this.packages = packages;
    this.projects = projects;
    this.channels = channels;
    this.issues = issues;
  }

  Feed all() {
    return issues(store);
  }

  static Feed issues(FeedStore store) {
    return new Feed("/feed/issues.atom", "/issues", "Issues", store.latest(SIZE));
  }

  Optional<Feed> ofPackage(String attribute) {
    return packages.history(attribute).isEmpty()
        ? Optional.empty()
        : Optional.of(feed("package", attribute, attribute));
  }

  Optional<Feed> ofProject(String name) {
    return projects
        .find(name)
        .map((Project found) -> feed("project", found.slug(), Long.toString(found.id())));
  }

  Optional<Feed> ofMaintainer(String login) {
    OptionalLong id = maintainers.byLogin(login);
    return id.isPresent()
        ? Optional.of(feed("maintainer", login, Long.toString(id.getAsLong())))
        : Optional.empty();
  }

  Optional<Feed> ofChannel(String name) {
    return channels.find(name).map((Channel found) -> feed("channel", found.name(), found.name()));
  }

  Optional<Feed> ofIssue(String publicId) {
    return issues
        .findPublic(publicId)
        .filter(issue -> !issue.isDraft())
        .map((Issue found) -> feed("issue", publicId, Long.toString(found.id())));
  }

  Feed ofSearch(SavedSearch search) {
    List<FeedEntry> recent = store.latest(SEARCHED);
    Map<Long, IssueContent> read =
        issues.contents(recent.stream().map(FeedEntry::issueId).distinct().toList());
    List<FeedEntry> found =
        recent.stream()
            .filter(
                entry -> {
                  IssueContent issue = read.get(entry.issueId());
                  return issue != null && search.matches(issue);
                })
            .limit(SIZE)
            .toList();
    String query = search.query();
    return new Feed(
        "/feed/search.atom" + (query.isEmpty() ? "" : "?" + query),
        "/issues",
        "Issues: " + search.name(),
        found);
  }

  private Feed feed(String kind, String name, String key) {
    return feed(store, kind, name, key);
  }

  static Feed feed(FeedStore store, String kind, String name, String key) {
    return new Feed(
        "/feed/%s/%s.atom".formatted(kind, LocalPath.segment(name)),
        "/%s/%s".formatted(kind, LocalPath.segment(name)),
        "%s · %s".formatted(name, kind),
        store.of(kind, key, SIZE));
  }
}
