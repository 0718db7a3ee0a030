package org.snowguard.server.matching;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.match.LearnedAlias;

/** What decisions taught, a row a decision and name. */
final class LessonStore {

  /**
   * A lesson of one decision that is in use.
   *
   * @param project slug of the project that holds the packages now
   */
  record Row(
      long id,
      @Nullable String vendor,
      String product,
      long projectId,
      String project,
      LearnedAlias.Kind kind,
      long taughtBy,
      Instant taughtAt,
      String record,
      String decision) {}

  // A project that lost its packages to another lends its lessons to that one.
  private static final String STANDING =
      """
      select learned_alias.id, learned_alias.vendor, learned_alias.product, holder.id as project_id,
        holder.slug as project, learned_alias.kind, learned_alias.taught_by, learned_alias.taught_at,
        vulnerability.public_id as record, suggestion.state as decision
      from learned_alias
      join suggestion on suggestion.id = learned_alias.suggestion_id
      join vulnerability on vulnerability.id = suggestion.vulnerability_id
      join project taught on taught.id = learned_alias.project_id
      join project holder on holder.id = case
        when exists (select 1 from project_attribute where project_attribute.project_id = taught.id)
        then taught.id
        else coalesce(
          (select project_redirect.project_id from project_redirect
            where project_redirect.slug = taught.slug), taught.id) end
      where learned_alias.revoked_at is null
      """;

  private final Jdbi jdbi;

  LessonStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  List<Row> standing() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    STANDING
                        + """
                        order by holder.slug collate "C", learned_alias.product collate "C",
                          learned_alias.vendor collate "C" nulls first, learned_alias.id
                        """)
                .map(LessonStore::row)
                .list());
  }

  List<Row> ofProject(long projectId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    STANDING
                        + """
                          and holder.id = :project
                        order by learned_alias.product collate "C",
                          learned_alias.vendor collate "C" nulls first, learned_alias.id
                        """)
                .bind("project", projectId)
                .map(LessonStore::row)
                .list());
  }

  Optional<Row> find(long id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(STANDING + " and learned_alias.id = :id for update of learned_alias")
                .bind("id", id)
                .map(LessonStore::row)
                .findOne());
  }

  /** How many records each lesson of a project has folded since a moment, by the lesson's label. */
  Map<String, Long> foldedSince(long projectId, Instant since) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select folded_by, count(*) as records from suggestion
                    where project_id = :project and folded_by is not null and folded_at >= :since
                      and state = 'weak'
                    group by folded_by
                    """)
                .bind("project", projectId)
                .bind("since", since)
                .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /**
   * A decision that confirmed a name for a project.
   *
   * @param attributes the packages that it covered
   */
  public record Confirmation(
      @Nullable String vendor,
      String product,
      long projectId,
      String project,
      long suggestionId,
      long vulnerabilityId,
      String record,
      String decision,
      Instant decidedAt,
      List<String> attributes) {
    public Confirmation {
      attributes = List.copyOf(attributes);
    }
  }

  List<Confirmation> confirmations() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select standing.vendor, standing.product, standing.project_id, standing.project,
                      suggestion.id as suggestion_id, suggestion.vulnerability_id, standing.record,
                      standing.decision, standing.taught_at as decided_at,
                      array(select covered.attribute
                        from unnest(coalesce(suggestion.decided_attributes, suggestion.attributes))
                          as covered (attribute)
                        where not covered.attribute = any(suggestion.removed_attributes)
                        order by covered.attribute collate "C") as attributes
                    from (
                    """
                        + STANDING
                        + """
                              and learned_alias.kind = 'alias') standing
                        join learned_alias on learned_alias.id = standing.id
                        join suggestion on suggestion.id = learned_alias.suggestion_id
                        order by standing.project collate "C", standing.record
                        """)
                .map(ConstructorMapper.of(Confirmation.class))
                .list());
  }

  void teach(long suggestionId, long projectId, Aliases.Taught taught, long actor, Instant now) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into learned_alias (vendor, product, project_id, kind, taught_by, suggestion_id,
                      taught_at)
                    values (:vendor, :product, :projectId, :kind, :actor, :suggestionId, :now)
                    on conflict do nothing
                    """)
                .bind("vendor", taught.vendor())
                .bind("product", taught.product())
                .bind("kind", taught.kind().text())
                .bind("projectId", projectId)
                .bind("actor", actor)
                .bind("suggestionId", suggestionId)
                .bind("now", now)
                .execute());
  }

  int revokeOf(long suggestionId, long actor, Instant now) {
    return jdbi.withHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update learned_alias set revoked_at = :now, revoked_by = :actor
                    where suggestion_id = :suggestionId and revoked_at is null
                    """)
                .bind("suggestionId", suggestionId)
                .bind("actor", actor)
                .bind("now", now)
                .execute());
  }

  void revoke(long id, long actor, Instant now) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update learned_alias set revoked_at = :now, revoked_by = :actor
                    where id = :id and revoked_at is null
                    """)
                .bind("id", id)
                .bind("actor", actor)
                .bind("now", now)
                .execute());
  }

  private static Row row(ResultSet row, StatementContext context) throws SQLException {
    return new Row(
        row.getLong("id"),
        row.getString("vendor"),
        row.getString("product"),
        row.getLong("project_id"),
        row.getString("project"),
        LearnedAlias.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
        row.getLong("taught_by"),
        row.getObject("taught_at", OffsetDateTime.class).toInstant(),
        row.getString("record"),
        row.getString("decision"));
  }
}
