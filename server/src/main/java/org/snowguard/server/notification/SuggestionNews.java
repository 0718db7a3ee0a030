package org.snowguard.server.notification;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.snowguard.server.web.LocalPath;
import org.snowguard.server.web.Transactions;

/** Writes down likely suggestions of affected packages, if somebody asked for them. */
final class SuggestionNews {

  private static final int AT_ONCE = 200;

  private final SuggestionNewsStore news;
  private final HappeningStore happenings;
  private final Transactions transactions;
  private final Clock clock;

  SuggestionNews(
      SuggestionNewsStore news, HappeningStore happenings, Transactions transactions, Clock clock) {
    this.news = news;
    this.happenings = happenings;
    this.transactions = transactions;
    this.clock = clock;
  }

  void look() {
    if (news.isWanted(clock.instant())) {
      transactions.run(() -> news.untold(AT_ONCE).forEach(this::add));
    }
  }

  private void add(SuggestionNewsStore.Row row) {
    List<Followed> topics = new ArrayList<>();
    topics.add(new Followed(Followed.Kind.PROJECT, Long.toString(row.projectId())));
    row.attributes().forEach(name -> topics.add(new Followed(Followed.Kind.PACKAGE, name)));
    happenings
        .maintainers(row.attributes())
        .forEach(id -> topics.add(new Followed(Followed.Kind.MAINTAINER, Long.toString(id))));
    happenings.add(
        new HappeningStore.New(
            "suggestion/" + row.id(),
            Happening.Kind.SUGGESTED,
            null,
            "/vulnerability/" + LocalPath.segment(row.vulnerability()),
            IssueWords.line(
                "%s is likely to affect %s".formatted(row.vulnerability(), row.project())),
            "%s\nNobody has looked at it yet. Packages: %s"
                .formatted(IssueWords.line(row.headline()), Standing.some(row.attributes()))
                .strip(),
            clock.instant()),
        topics);
  }
}
