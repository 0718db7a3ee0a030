package org.snowguard.server.notification;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.snowguard.server.issue.Issue;
import org.snowguard.server.issue.Issues;
import org.snowguard.server.nixpkgs.Project;
import org.snowguard.server.nixpkgs.Projects;
import org.snowguard.server.web.LocalPath;

/** What pages and mails call what somebody follows. */
final class SubscriptionNames {

  private final Projects projects;
  private final Issues issues;
  private final MaintainerNames maintainers;

  SubscriptionNames(Projects projects, Issues issues, MaintainerNames maintainers) {
    this.projects = projects;
    this.issues = issues;
    this.maintainers = maintainers;
  }

  List<Subscription> of(List<SubscriptionStore.Row> rows) {
    Map<Long, Project> named = projects.byIds(numbers(rows, Followed.Kind.PROJECT));
    Map<Long, String> logins = maintainers.logins(numbers(rows, Followed.Kind.MAINTAINER));
    return rows.stream().map(row -> subscription(row, named, logins)).toList();
  }

  /** Completes "you are told because …", by the number of the subscription. */
  Map<Long, String> because(List<SubscriptionStore.Row> rows) {
    Map<Long, String> because = new HashMap<>();
    for (Subscription subscription : of(rows)) {
      because.put(
          subscription.id(),
          "you follow %s %s"
              .formatted(subscription.followed().kind().label(), subscription.name()));
    }
    return because;
  }

  private static List<Long> numbers(Collection<SubscriptionStore.Row> rows, Followed.Kind kind) {
    return rows.stream()
        .map(SubscriptionStore.Row::followed)
        .filter(followed -> followed.kind() == kind)
        .map(followed -> Long.parseLong(followed.key()))
        .distinct()
        .toList();
  }

  private Subscription subscription(
      SubscriptionStore.Row row, Map<Long, Project> named, Map<Long, String> logins) {
    Followed followed = row.followed();
    String key = followed.key();
    String name =
        switch (followed.kind()) {
          case PACKAGE, CHANNEL -> key;
          case PROJECT -> {
            Project project = named.get(Long.parseLong(key));
            yield project == null ? "a project that is gone" : project.slug();
          }
          case ISSUE -> issues.find(Long.parseLong(key)).map(SubscriptionNames::name).orElse(key);
          case MAINTAINER -> logins.getOrDefault(Long.parseLong(key), key);
          case SEARCH -> SavedSearch.parse(key).name();
        };
    String path =
        switch (followed.kind()) {
          case SEARCH -> "/feed/search.atom?" + key;
          case PACKAGE, PROJECT, CHANNEL, ISSUE, MAINTAINER ->
              "/" + followed.kind().text() + "/" + LocalPath.segment(name);
        };
    return new Subscription(row.id(), followed, name, path, Way.parse(row.way()), row.raw());
  }

  private static String name(Issue issue) {
    String publicId = issue.publicId();
    return publicId == null ? Long.toString(issue.id()) : publicId;
  }
}
