package org.snowguard.server.suggestion;

import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.core.triage.PackageFact;
import org.snowguard.core.verdict.Verdict;

/** The verdicts of a suggestion's packages as they stand now. */
final class PackageFactStore {

  private final Jdbi jdbi;

  PackageFactStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  List<String> attributes(long suggestionId) {
    return texts(
        "select unnest(attributes) as text from suggestion where id = :id order by 1",
        suggestionId);
  }

  /** Where in the record the evidence for the link stands. */
  List<String> pointersOfEvidence(long suggestionId) {
    return texts(
        """
        select distinct item ->> 'pointer' as text
        from suggestion, jsonb_array_elements(evidence) as found (item)
        where suggestion.id = :id and item ->> 'pointer' <> '' order by 1
        """,
        suggestionId);
  }

  private List<String> texts(String query, long suggestionId) {
    return jdbi.withHandle(
        handle -> handle.createQuery(query).bind("id", suggestionId).mapTo(String.class).list());
  }

  /** Packages in supported channels. */
  List<PackageFact> supported(long suggestionId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select channel.name, package_span.attribute, package_span.version,
                      suggestion_verdict.verdict
                    from suggestion
                    cross join unnest(suggestion.attributes) as wanted (attribute)
                    join package_span on package_span.attribute = wanted.attribute
                      and package_span.last_snapshot is null
                    join channel on channel.id = package_span.channel_id
                      and channel.status <> 'end_of_life'
                    join suggestion_verdict on suggestion_verdict.suggestion_id = suggestion.id
                      and suggestion_verdict.facts_id = package_span.facts_id
                      and suggestion_verdict.attribute in ('', package_span.attribute)
                    where suggestion.id = :id
                      and (suggestion_verdict.attribute <> '' or not exists (
                        select 1 from suggestion_verdict apart
                        where apart.suggestion_id = suggestion.id
                          and apart.facts_id = package_span.facts_id
                          and apart.attribute = package_span.attribute))
                    """)
                .bind("id", suggestionId)
                .map(
                    (row, context) ->
                        new PackageFact(
                            row.getString("name"),
                            row.getString("attribute"),
                            row.getString("version"),
                            Verdict.valueOf(row.getString("verdict").toUpperCase(Locale.ROOT))))
                .list());
  }
}
