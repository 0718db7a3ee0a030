package org.snowguard.server.suggestion;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.suggestion.QueueOrder.QueueKey;
import org.snowguard.server.web.Cursor;
import org.snowguard.server.web.Rows;

/** Finds the suggestions of a list; what a card shows of them comes from {@link CardStore}. */
final class QueueStore {

  private final Jdbi jdbi;

  QueueStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** The keys of a page, one more than fits if there is another page. */
  List<QueueKey> page(QueueFilter filter, @Nullable Cursor after, int limit) {
    QueueConditions conditions = new QueueConditions(filter);
    if (after != null) {
      conditions.and(filter.order().after());
    }
    return jdbi.withHandle(
        handle -> {
          var query =
              bind(
                  conditions,
                  handle
                      .createQuery(
                          "select suggestion.id, "
                              + filter.order().keyText()
                              + " as key from suggestion"
                              + conditions.text()
                              + filter.order().orderBy()
                              + " limit :limit")
                      .bind("limit", limit));
          if (after != null) {
            query.bind("afterKey", filter.order().key(after)).bind("afterId", after.number(1));
          }
          return query.map(Rows.of(QueueKey.class)).list();
        });
  }

  /** The first behind a place that nobody else has opened since a moment. */
  Optional<Long> next(QueueFilter filter, @Nullable Cursor after, long viewer, Instant since) {
    QueueConditions conditions =
        new QueueConditions(filter)
            .and(
                """
                (suggestion.opened_by is null or suggestion.opened_by = :viewer
                  or suggestion.opened_at <= :since)
                """);
    if (after != null) {
      conditions.and(filter.order().after());
    }
    return jdbi.withHandle(
        handle -> {
          var query =
              bind(
                  conditions,
                  handle
                      .createQuery(
                          "select suggestion.id from suggestion"
                              + conditions.text()
                              + filter.order().orderBy()
                              + " limit 1")
                      .bind("viewer", viewer)
                      .bind("since", since));
          if (after != null) {
            query.bind("afterKey", filter.order().key(after)).bind("afterId", after.number(1));
          }
          return query.mapTo(long.class).findOne();
        });
  }

  /** Where a suggestion stands in an order. */
  Optional<QueueKey> key(QueueOrder order, long suggestionId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select id, " + order.keyText() + " as key from suggestion where id = :id")
                .bind("id", suggestionId)
                .map(Rows.of(QueueKey.class))
                .findOne());
  }

  List<Seen> select(QueueFilter filter, int limit) {
    QueueConditions conditions = new QueueConditions(filter);
    return jdbi.withHandle(
        handle ->
            bind(
                    conditions,
                    handle
                        .createQuery(
                            "select suggestion.id as suggestion_id, suggestion.revision from"
                                + " suggestion"
                                + conditions.text()
                                + filter.order().orderBy()
                                + " limit :limit")
                        .bind("limit", limit))
                .map(Rows.of(Seen.class))
                .list());
  }

  long count(QueueFilter filter) {
    QueueConditions conditions = new QueueConditions(filter);
    return jdbi.withHandle(
        handle ->
            bind(
                    conditions,
                    handle.createQuery("select count(*) from suggestion" + conditions.text()))
                .mapTo(long.class)
                .one());
  }

  private static Query bind(QueueConditions conditions, Query query) {
    conditions.values().forEach(query::bind);
    conditions.arrays().forEach((name, texts) -> query.bindArray(name, String.class, texts));
    return query;
  }

  /** How many stand in each tab. */
  Map<QueueTab, Long> tabs() {
    Map<QueueTab, Long> counts = new EnumMap<>(QueueTab.class);
    for (QueueTab tab : QueueTab.values()) {
      counts.put(tab, 0L);
    }
    jdbi.useHandle(
        handle -> {
          handle
              .createQuery("select state, count(*) as count from suggestion group by state")
              .map((row, context) -> Map.entry(row.getString("state"), row.getLong("count")))
              .forEach(
                  entry -> {
                    for (QueueTab tab : QueueTab.values()) {
                      if (tab.states().contains(entry.getKey())) {
                        counts.merge(tab, entry.getValue(), Long::sum);
                      }
                    }
                  });
          counts.put(
              QueueTab.PROPOSALS,
              handle
                  .createQuery(
                      """
                      select count(*) from (
                        select suggestion_id from proposal where state = 'open'
                        union select subject_id from refutation
                          where subject_kind = 'suggestion' and state = 'open') waiting
                      """)
                  .mapTo(long.class)
                  .one());
        });
    return counts;
  }

  List<Long> ofVulnerability(long vulnerabilityId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select id from suggestion where vulnerability_id = :id
                    order by probability desc nulls first, id
                    """)
                .bind("id", vulnerabilityId)
                .mapTo(long.class)
                .list());
  }

  List<FixGroup> fixGroups(long projectId, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select suggestion_verdict.fixed_version as version, count(distinct suggestion.id) as count
                    from suggestion
                    join suggestion_verdict on suggestion_verdict.suggestion_id = suggestion.id
                    where suggestion.project_id = :project and suggestion.state = 'pending'
                      and suggestion_verdict.verdict = 'affected'
                      and suggestion_verdict.fixed_version is not null
                    group by suggestion_verdict.fixed_version
                    having count(distinct suggestion.id) > 1
                    order by count(distinct suggestion.id) desc,
                      suggestion_verdict.fixed_version collate "C"
                    limit :limit
                    """)
                .bind("project", projectId)
                .bind("limit", limit)
                .map(Rows.of(FixGroup.class))
                .list());
  }

  Optional<Long> projectOf(long suggestionId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select project_id from suggestion where id = :id")
                .bind("id", suggestionId)
                .mapTo(long.class)
                .findOne());
  }
}
