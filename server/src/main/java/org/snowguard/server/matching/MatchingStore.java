package org.snowguard.server.matching;

import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.snowguard.core.match.LearnedAlias;

final class MatchingStore {

  private final Jdbi jdbi;
  private final Clock clock;

  MatchingStore(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /**
   * Notes the index that a stage works with; with another one than before the stage begins again.
   *
   * @return whether it begins again
   */
  boolean adopt(String stage, String fingerprint) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate(
                        """
                        insert into stage_watermark (stage, change, fingerprint) values (:stage, 0, :fingerprint)
                        on conflict (stage) do update set change = 0, fingerprint = excluded.fingerprint
                        where stage_watermark.fingerprint is distinct from excluded.fingerprint
                        """)
                    .bind("stage", stage)
                    .bind("fingerprint", fingerprint)
                    .execute()
                > 0);
  }

  long begin(int algorithm) {
    return jdbi.withHandle(
        handle ->
            handle
                .createUpdate(
                    "insert into matching_run (algorithm, started_at) values (:algorithm, :now)")
                .bind("algorithm", algorithm)
                .bind("now", clock.instant())
                .executeAndReturnGeneratedKeys("id")
                .mapTo(long.class)
                .one());
  }

  void finish(long run, long records, long suggestions) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update matching_run set finished_at = :now, records = :records, suggestions = :suggestions
                    where id = :run
                    """)
                .bind("run", run)
                .bind("now", clock.instant())
                .bind("records", records)
                .bind("suggestions", suggestions)
                .execute());
  }

  /** Standing lessons, with how many people have taught each. */
  List<LearnedAlias> lessons() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select learned_alias.vendor, learned_alias.product, project.slug, learned_alias.kind,
                      count(distinct learned_alias.taught_by) as people
                    from learned_alias join project on project.id = learned_alias.project_id
                    where learned_alias.revoked_at is null
                    group by learned_alias.vendor, learned_alias.product, project.slug, learned_alias.kind
                    order by project.slug, learned_alias.product, learned_alias.vendor nulls first,
                      learned_alias.kind
                    """)
                .map(
                    (row, context) ->
                        new LearnedAlias(
                            row.getString("vendor"),
                            row.getString("product"),
                            row.getString("slug"),
                            row.getString("kind").equals("alias")
                                ? LearnedAlias.Kind.ALIAS
                                : LearnedAlias.Kind.ANTI_ALIAS,
                            row.getInt("people")))
                .list());
  }

  void teach(long suggestionId, long projectId, Aliases.Taught taught, long actor) {
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
                .bind("now", clock.instant())
                .execute());
  }

  int revokeOf(long suggestionId, long actor) {
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
                .bind("now", clock.instant())
                .execute());
  }

  int revoke(long id, long actor) {
    return jdbi.withHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update learned_alias set revoked_at = :now, revoked_by = :actor
                    where id = :id and revoked_at is null
                    """)
                .bind("id", id)
                .bind("actor", actor)
                .bind("now", clock.instant())
                .execute());
  }

  List<StandingAlias> ofProject(long projectId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select id, vendor, product, kind, taught_by, taught_at
                    from learned_alias where project_id = :project and revoked_at is null
                    order by taught_at desc, id desc
                    """)
                .bind("project", projectId)
                .map(ConstructorMapper.of(StandingAlias.class))
                .list());
  }
}
