package org.snowguard.server.browse;

import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.snowguard.server.nixpkgs.UnreadPatches;
import org.snowguard.server.web.Rows;

/** What is said of one package: a kernel has thousands. */
final class PackageFindingStore {

  /**
   * A link that speaks of a package.
   *
   * @param verdict the worst of those asked for
   */
  public record Ranked(long id, long rank, String verdict) {}

  /** A finding with the vulnerability that it is about. */
  record Stated(long vulnerabilityId, String vulnerability, PackageFinding finding) {}

  private static final RowMapper<PackageFinding> FINDING = Rows.of(PackageFinding.class);

  private final Jdbi jdbi;

  PackageFindingStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * Every link of a package by its worst verdict, in the queue's order; withdrawn and weak ones
   * left out.
   *
   * @param factsIds what the verdicts that count are stored under
   */
  List<Ranked> ranked(long projectId, String attribute, Collection<Long> factsIds) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select suggestion.id, suggestion.rank,
                      (array['affected', 'unknown', 'acknowledged', 'patched', 'not_affected'])[min(
                        array_position(
                          array['affected', 'unknown', 'acknowledged', 'patched', 'not_affected'],
                          judged.verdict))] as verdict
                    from suggestion
                    join suggestion_verdict judged on judged.suggestion_id = suggestion.id
                      and judged.facts_id = any(:facts)
                      and judged.attribute in ('', :attribute)
                    where suggestion.project_id = :project
                      and suggestion.state not in ('withdrawn', 'weak')
                      and :attribute = any(suggestion.attributes)
                      and not :attribute = any(suggestion.removed_attributes)
                      and (judged.attribute <> '' or not exists (
                        select 1 from suggestion_verdict apart
                        where apart.suggestion_id = suggestion.id and apart.facts_id = judged.facts_id
                          and apart.attribute = :attribute))
                    group by suggestion.id, suggestion.rank
                    order by suggestion.rank desc, suggestion.id
                    """)
                .bind("project", projectId)
                .bind("attribute", attribute)
                .bindArray("facts", Long.class, factsIds)
                .map(Rows.of(Ranked.class))
                .list());
  }

  /** What some links say of a package in each channel, in the queue's order. */
  List<Stated> findings(String attribute, Collection<Long> suggestionIds) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select suggestion.vulnerability_id, vulnerability.public_id as vulnerability, suggestion.id as suggestion_id,
                      channel.name as channel, channel.status <> 'end_of_life' as supported,
                      package_span.attribute, package_span.version, judged.verdict, judged.reason_code,
                      judged.reason_text, judged.pointer, package_facts.patches_known,
                    """
                        + UnreadPatches.COLUMNS
                        + """
                        from suggestion
                        join vulnerability on vulnerability.id = suggestion.vulnerability_id
                        join package_span on package_span.attribute = :attribute
                          and package_span.last_snapshot is null
                        join channel on channel.id = package_span.channel_id
                        join package_facts on package_facts.id = package_span.facts_id
                        cross join lateral (
                          select verdict, reason_code, reason_text, pointer from suggestion_verdict
                          where suggestion_verdict.suggestion_id = suggestion.id
                            and suggestion_verdict.facts_id = package_span.facts_id
                            and suggestion_verdict.attribute in ('', package_span.attribute)
                          order by suggestion_verdict.attribute desc limit 1) judged
                        where suggestion.id = any(:ids)
                        order by suggestion.rank desc, suggestion.id, channel.position
                        """)
                .bind("attribute", attribute)
                .bindArray("ids", Long.class, suggestionIds)
                .map(
                    (row, context) ->
                        new Stated(
                            row.getLong("vulnerability_id"),
                            row.getString("vulnerability"),
                            FINDING.map(row, context)))
                .list());
  }
}
