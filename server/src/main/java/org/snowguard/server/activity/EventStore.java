package org.snowguard.server.activity;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.web.Rows;
import tools.jackson.databind.json.JsonMapper;

final class EventStore {

  private static final String COLUMNS =
      """
      event.id, event.at, event.actor, event.kind, event.subject_kind, event.subject_id,
      event.subject_label, event.vulnerability_id, event.project_id, event.before::text as before,
      event.after::text as after, event.note, event.undoes,
      (select undoing.id from event undoing where undoing.undoes = event.id) as undone_by
      """;

  private static final String INSERT =
      """
      insert into event (at, kind, subject_kind, subject_id, subject_label, vulnerability_id,
        project_id, actor, before, after, note, undoes)
      values (:at, :kind, :subjectKind, :subjectId, :subjectLabel, :vulnerabilityId,
        :projectId, :actor, :before::jsonb, :after::jsonb, :note, :undoes)
      """;

  private static final String MATCHES =
      """
      (:actor::bigint is null or event.actor = :actor)
      and (:byPeople::boolean is null or (event.actor is not null) = :byPeople)
      and (:kindPrefix::text is null or starts_with(event.kind, :kindPrefix))
      and (:subjectKind::text is null or event.subject_kind = :subjectKind)
      and (:subjectId::bigint is null or event.subject_id = :subjectId)
      and (:vulnerabilityId::bigint is null or event.vulnerability_id = :vulnerabilityId)
      and (:projectId::bigint is null or event.project_id = :projectId)
      and split_part(event.kind, '.', 1) <> all(:hidden)
      """;

  /** Its own, so that no setting of the web's JSON changes what is stored. */
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Jdbi jdbi;

  EventStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  long insert(NewEvent event, Instant at) {
    return jdbi.withHandle(
        handle ->
            bind(handle.createUpdate(INSERT), event, at)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(long.class)
                .one());
  }

  void insertAll(List<NewEvent> events, Instant at) {
    jdbi.useHandle(
        handle -> {
          var batch = handle.prepareBatch(INSERT);
          for (NewEvent event : events) {
            bind(batch, event, at);
            batch.add();
          }
          batch.execute();
        });
  }

  private static <S extends SqlStatement<S>> S bind(S statement, NewEvent event, Instant at) {
    return statement
        .bind("at", at)
        .bind("kind", event.kind())
        .bind("subjectKind", event.subjectKind())
        .bind("subjectId", event.subjectId())
        .bind("subjectLabel", event.subjectLabel())
        .bind("vulnerabilityId", event.vulnerabilityId())
        .bind("projectId", event.projectId())
        .bind("actor", event.actor())
        .bind("before", text(event.before()))
        .bind("after", text(event.after()))
        .bind("note", event.note())
        .bind("undoes", event.undoes());
  }

  private static @Nullable String text(@Nullable Map<String, ? extends @Nullable Object> facts) {
    return facts == null ? null : JSON.writeValueAsString(facts);
  }

  List<Event> latest(EventFilter filter, @Nullable Long beforeId, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select "
                        + COLUMNS
                        + " from event where (:beforeId::bigint is null or event.id < :beforeId)"
                        + " and "
                        + MATCHES
                        + " order by event.id desc limit :limit")
                .bindMethods(filter)
                .bindArray("hidden", String.class, filter.leftOut())
                .bind("beforeId", beforeId)
                .bind("limit", limit)
                .map(Rows.of(Event.class))
                .list());
  }

  long count(EventFilter filter) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select count(*) from event where " + MATCHES)
                .bindMethods(filter)
                .bindArray("hidden", String.class, filter.leftOut())
                .mapTo(long.class)
                .one());
  }

  Optional<Event> find(long id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select " + COLUMNS + " from event where event.id = :id")
                .bind("id", id)
                .map(Rows.of(Event.class))
                .findOne());
  }

  Optional<Event> lastUndoable(long actor, String kindPrefix) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select "
                        + COLUMNS
                        + """
                         from event
                        where event.actor = :actor and starts_with(event.kind, :kindPrefix)
                          and event.undoes is null
                          and not exists (select 1 from event undoing where undoing.undoes = event.id)
                          and not exists (
                            select 1 from event ended
                            where ended.subject_kind = event.subject_kind
                              and ended.subject_id = event.subject_id and ended.id > event.id
                              and ended.actor is null and ended.after ->> 'why' is not null)
                        order by event.id desc limit 1
                        """)
                .bind("actor", actor)
                .bind("kindPrefix", kindPrefix)
                .map(Rows.of(Event.class))
                .findOne());
  }
}
