package org.snowguard.server.suggestion;

import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

final class ExportStore {

  /** A suggestion as the matcher made it. */
  public record ExportRow(
      long id,
      String publicId,
      List<String> aliases,
      String project,
      @Nullable String variantOf,
      List<String> attributes,
      double probability,
      String tier,
      String evidence,
      String against,
      int algorithm) {}

  /** One of its packages. */
  public record PackageRow(
      long suggestionId,
      String channel,
      String attribute,
      @Nullable String version,
      boolean patchesKnown,
      String verdict,
      String reasonCode,
      String reasonText,
      String pointer) {}

  private final Jdbi jdbi;

  ExportStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** The suggestions of the next vulnerabilities by id. */
  List<ExportRow> suggestionsAfter(String publicId, int vulnerabilities) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    with portion as (
                      select id, public_id from vulnerability
                      where public_id collate "C" > :after
                        and exists (select 1 from suggestion where vulnerability_id = vulnerability.id
                          and machine_digest is not null)
                      order by public_id collate "C" limit :limit)
                    select suggestion.id, portion.public_id,
                      array(select alias from vulnerability_alias
                        where vulnerability_alias.vulnerability_id = portion.id) as aliases,
                      project.slug as project, original.slug as variant_of, suggestion.attributes,
                      suggestion.probability, suggestion.tier, suggestion.evidence::text as evidence,
                      suggestion.against::text as against, suggestion.algorithm
                    from portion
                    join suggestion on suggestion.vulnerability_id = portion.id
                    join project on project.id = suggestion.project_id
                    left join project original on original.id = project.variant_of
                    where suggestion.machine_digest is not null
                    """)
                .bind("after", publicId)
                .bind("limit", vulnerabilities)
                .map(ConstructorMapper.of(ExportRow.class))
                .list());
  }

  /** Their packages: channels in their order, attributes in the suggestion's. */
  List<PackageRow> packages(Collection<Long> suggestionIds) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select suggestion.id as suggestion_id, channel.name as channel, package_span.attribute,
                      package_span.version, package_facts.patches_known, judged.verdict,
                      judged.reason_code, judged.reason_text, judged.pointer
                    from suggestion
                    cross join unnest(suggestion.attributes) with ordinality as wanted (attribute, place)
                    join package_span on package_span.attribute = wanted.attribute
                      and package_span.last_snapshot is null
                    join channel on channel.id = package_span.channel_id
                    join package_facts on package_facts.id = package_span.facts_id
                    join lateral (
                      select verdict, reason_code, reason_text, pointer from suggestion_verdict
                      where suggestion_verdict.suggestion_id = suggestion.id
                        and suggestion_verdict.facts_id = package_span.facts_id
                        and suggestion_verdict.attribute in ('', package_span.attribute)
                      order by suggestion_verdict.attribute desc limit 1) judged on true
                    where suggestion.id = any(:ids)
                    order by suggestion.id, channel.position, channel.name, wanted.place
                    """)
                .bindArray("ids", Long.class, suggestionIds)
                .map(ConstructorMapper.of(PackageRow.class))
                .list());
  }
}
