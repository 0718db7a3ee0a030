package org.snowguard.server.issue.rule;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.rule.RuleAction;
import org.snowguard.core.rule.RuleCondition;
import org.snowguard.core.rule.StandingRule;

/** Rules, what they took, and the drafts that they fill. */
final class RuleStore {

  /** What became of what a rule took. */
  public record Tally(long ruleId, long taken, long kept, long undone) {}

  private static final String SELECT =
      """
      select standing_rule.id, standing_rule.project_id, project.slug, action, min_score, max_score,
        attack_vectors, complexities, privileges, interactions, fixed_version_known, wait_days, reason,
        author, made_at, expires_on, seen, ended_at, ended_by, end_reason
      from standing_rule
      join project on project.id = standing_rule.project_id
      """;

  /** What a rule took and nobody took back yet. */
  private static final String APPLIED =
      """
      select application.event_id,
        suggestion.rule_id is not distinct from application.rule_id as stands,
        exists (select from issue_suggestion
          join issue on issue.id = issue_suggestion.issue_id and issue.state <> 'draft'
          where issue_suggestion.suggestion_id = suggestion.id) as published
      from standing_rule_application application
      join suggestion on suggestion.id = application.suggestion_id
      where application.rule_id = :rule
        and not exists (select from event where event.undoes = application.event_id)
      """;

  private final Jdbi jdbi;

  RuleStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  long insert(RuleDraft draft, String seen, long author, Instant at) {
    RuleCondition condition = draft.rule().condition();
    return jdbi.withHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into standing_rule (project_id, action, min_score, max_score, attack_vectors,
                      complexities, privileges, interactions, fixed_version_known, wait_days, reason,
                      author, made_at, expires_on, seen)
                    values (:project, :action, :minScore, :maxScore, :vectors, :complexities,
                      :privileges, :interactions, :fixedVersionKnown, :waitDays, :reason, :author, :at,
                      :expiresOn, :seen)
                    """)
                .bind("project", draft.project().id())
                .bind("action", draft.rule().action().text())
                .bind("minScore", condition.minScore())
                .bind("maxScore", condition.maxScore())
                .bindArray("vectors", String.class, condition.attackVectors())
                .bindArray("complexities", String.class, condition.complexities())
                .bindArray("privileges", String.class, condition.privileges())
                .bindArray("interactions", String.class, condition.interactions())
                .bind("fixedVersionKnown", condition.fixedVersionKnown())
                .bind("waitDays", draft.waitDays())
                .bind("reason", draft.reason())
                .bind("author", author)
                .bind("at", at)
                .bind("expiresOn", draft.expiresOn())
                .bind("seen", seen)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(long.class)
                .one());
  }

  Optional<Rule> find(long id) {
    return one(SELECT + "where standing_rule.id = :id", id);
  }

  /** Locked against being ended by somebody else. */
  Optional<Rule> lock(long id) {
    return one(SELECT + "where standing_rule.id = :id for update of standing_rule", id);
  }

  private Optional<Rule> one(String query, long id) {
    return jdbi.withHandle(
        handle -> handle.createQuery(query).bind("id", id).map(RuleStore::read).findOne());
  }

  /** Those that hold first, then the newest. */
  List<Rule> all() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + "order by ended_at is not null, standing_rule.id desc")
                .map(RuleStore::read)
                .list());
  }

  /** Those that hold, in the order in which they were made. */
  List<Rule> active() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + "where ended_at is null order by standing_rule.id")
                .map(RuleStore::read)
                .list());
  }

  void end(long id, @Nullable Long by, String reason, Instant at) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update standing_rule set ended_at = :at, ended_by = :by, end_reason = :reason
                    where id = :id
                    """)
                .bind("id", id)
                .bind("by", by)
                .bind("reason", reason)
                .bind("at", at)
                .execute());
  }

  void applied(long ruleId, long suggestionId, long eventId, Instant at) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into standing_rule_application (suggestion_id, rule_id, event_id, applied_at)
                    values (:suggestion, :rule, :event, :at)
                    """)
                .bind("suggestion", suggestionId)
                .bind("rule", ruleId)
                .bind("event", eventId)
                .bind("at", at)
                .execute());
  }

  /** What a rule took, the newest first. */
  List<RulePage.Card> applications(long ruleId, @Nullable Long beforeEvent, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select suggestion.id as suggestion_id, event_id, applied_at, vulnerability.public_id,
                      project.slug as project, suggestion.state,
                      exists (select 1 from event where event.undoes = event_id) as undone
                    from standing_rule_application
                    join suggestion on suggestion.id = standing_rule_application.suggestion_id
                    join vulnerability on vulnerability.id = suggestion.vulnerability_id
                    join project on project.id = suggestion.project_id
                    where standing_rule_application.rule_id = :rule
                      and (:before::bigint is null or event_id < :before)
                    order by event_id desc limit :limit
                    """)
                .bind("rule", ruleId)
                .bind("before", beforeEvent)
                .bind("limit", limit)
                .map(ConstructorMapper.of(RulePage.Card.class))
                .list());
  }

  /** What taking back all that a rule took would do. */
  RuleUndo.Count undoable(long ruleId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select count(*) filter (where stands and not published) as back,
                      count(*) filter (where stands and published) as published,
                      count(*) filter (where not stands) as otherwise
                    from (
                    """
                        + APPLIED
                        + ") applied")
                .bind("rule", ruleId)
                .map(ConstructorMapper.of(RuleUndo.Count.class))
                .one());
  }

  /** Events of what stands as a rule left it in no published issue, the newest first. */
  List<Long> toUndo(long ruleId, @Nullable Long beforeEvent, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select event_id from ("
                        + APPLIED
                        + """
                        ) applied
                        where stands and not published
                          and (:before::bigint is null or event_id < :before)
                        order by event_id desc limit :limit
                        """)
                .bind("rule", ruleId)
                .bind("before", beforeEvent)
                .bind("limit", limit)
                .mapTo(long.class)
                .list());
  }

  /** By rule; those that took nothing are not there. */
  List<Tally> tallies(Collection<Long> ruleIds) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select standing_rule_application.rule_id, count(*) as taken,
                      count(*) filter (where suggestion.rule_id = standing_rule_application.rule_id)
                        as kept,
                      count(event.id) as undone
                    from standing_rule_application
                    join suggestion on suggestion.id = standing_rule_application.suggestion_id
                    left join event on event.undoes = standing_rule_application.event_id
                    where standing_rule_application.rule_id = any(:rules)
                    group by standing_rule_application.rule_id
                    """)
                .bindArray("rules", Long.class, ruleIds)
                .map(ConstructorMapper.of(Tally.class))
                .list());
  }

  /** The draft that the rules of a project fill, locked; it may be published since. */
  Optional<Long> lockRollingDraft(long projectId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select issue_id from rolling_draft where project_id = :project for update")
                .bind("project", projectId)
                .mapTo(long.class)
                .findOne());
  }

  void roll(long projectId, long issueId) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into rolling_draft (project_id, issue_id) values (:project, :issue)
                    on conflict (project_id) do update set issue_id = excluded.issue_id
                    """)
                .bind("project", projectId)
                .bind("issue", issueId)
                .execute());
  }

  private static Rule read(ResultSet row, StatementContext context) throws SQLException {
    RuleCondition condition =
        new RuleCondition(
            row.getObject("min_score", Double.class),
            row.getObject("max_score", Double.class),
            texts(row.getArray("attack_vectors")),
            texts(row.getArray("complexities")),
            texts(row.getArray("privileges")),
            texts(row.getArray("interactions")),
            row.getBoolean("fixed_version_known"));
    OffsetDateTime ended = row.getObject("ended_at", OffsetDateTime.class);
    return new Rule(
        row.getLong("id"),
        row.getLong("project_id"),
        row.getString("slug"),
        new StandingRule(
            condition, RuleAction.valueOf(row.getString("action").toUpperCase(Locale.ROOT))),
        row.getObject("wait_days", Integer.class),
        row.getString("reason"),
        row.getLong("author"),
        row.getObject("made_at", OffsetDateTime.class).toInstant(),
        row.getObject("expires_on", LocalDate.class),
        row.getString("seen"),
        ended == null ? null : ended.toInstant(),
        row.getObject("ended_by", Long.class),
        row.getString("end_reason"));
  }

  private static Set<String> texts(Array array) throws SQLException {
    return Set.of((String[]) array.getArray());
  }
}
