package org.snowguard.server.remediation.pull;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** What the words of a pull request are held against: vulnerabilities, projects and their links. */
final class FixFactsStore {

  private final Jdbi jdbi;
  private final String repository;

  FixFactsStore(Jdbi jdbi, String repository) {
    this.jdbi = jdbi;
    this.repository = repository;
  }

  /** What a pull request names besides what pages show of it. */
  record Claims(Set<String> patchIds, Set<String> yearlessIds) {}

  Map<Integer, Claims> claims(Collection<Integer> numbers) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select number, patch_ids, yearless_ids from pull_request
                    where repository = :repository and number = any(:numbers)
                    """)
                .bind("repository", repository)
                .bindArray("numbers", Integer.class, numbers)
                .map(
                    (row, context) ->
                        Map.entry(
                            row.getInt("number"),
                            new Claims(
                                Set.of((String[]) row.getArray("patch_ids").getArray()),
                                Set.of((String[]) row.getArray("yearless_ids").getArray()))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /** The number of the vulnerability that each id is of, by its own id or an alias. */
  Map<String, Long> vulnerabilities(Collection<String> ids) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select alias as id, vulnerability_id as number from vulnerability_alias
                    where alias = any(:ids)
                    union all
                    select public_id, id from vulnerability where public_id = any(:ids)
                    """)
                .bindArray("ids", String.class, ids)
                .map((row, context) -> Map.entry(row.getString("id"), row.getLong("number")))
                .collect(
                    Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (alias, own) -> own)));
  }

  /** A package of the index and the project that it is of. */
  record Packaged(String attribute, long project, String slug) {}

  List<Packaged> projects(Collection<String> attributes) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select project_attribute.attribute, project.id, project.slug
                    from project_attribute join project on project.id = project_attribute.project_id
                    where attribute = any(:attributes) order by attribute
                    """)
                .bindArray("attributes", String.class, attributes)
                .map(
                    (row, context) ->
                        new Packaged(
                            row.getString("attribute"), row.getLong("id"), row.getString("slug")))
                .list());
  }

  /**
   * A link that somebody may want a fix for.
   *
   * @param strong whether somebody accepted it, or it is likely
   */
  record Link(long vulnerability, String publicId, long project, boolean strong) {}

  private static final String LINK =
      """
      select suggestion.vulnerability_id, vulnerability.public_id, suggestion.project_id,
        (suggestion.state = 'accepted' or suggestion.linked_by_hand or coalesce(suggestion.tier, '') = 'likely') as strong
      from suggestion join vulnerability on vulnerability.id = suggestion.vulnerability_id
      where suggestion.state not in ('dismissed', 'withdrawn', 'weak')
      """;

  List<Link> linksOf(Collection<Long> vulnerabilities) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    LINK + " and suggestion.vulnerability_id = any(:vulnerabilities) order by 1, 3")
                .bindArray("vulnerabilities", Long.class, vulnerabilities)
                .map(
                    (row, context) ->
                        new Link(
                            row.getLong(1), row.getString(2), row.getLong(3), row.getBoolean(4)))
                .list());
  }

  /** Whether anything, dismissed or not, says that a vulnerability concerns a project. */
  boolean isLinked(long vulnerability, long project) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select exists (
                      select from suggestion
                      where vulnerability_id = :vulnerability and project_id = :project)
                    """)
                .bind("vulnerability", vulnerability)
                .bind("project", project)
                .mapTo(boolean.class)
                .one());
  }

  /** Links of some projects whose vulnerability's id ends with one of these numbers. */
  List<Link> endingWith(Collection<Long> projects, Collection<String> endings) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    LINK
                        + """
                         and suggestion.project_id = any(:projects)
                          and vulnerability.public_id like 'CVE-%'
                          and split_part(vulnerability.public_id, '-', 3) = any(:endings) order by 1, 3
                        """)
                .bindArray("projects", Long.class, projects)
                .bindArray("endings", String.class, endings)
                .map(
                    (row, context) ->
                        new Link(
                            row.getLong(1), row.getString(2), row.getLong(3), row.getBoolean(4)))
                .list());
  }

  /**
   * A package that a record calls affected, and the version that mends it.
   *
   * @param accepted whether people took it up
   */
  record Affected(
      long vulnerability, long project, String attribute, String fixedVersion, boolean accepted) {}

  /** What is accepted or likely of some packages as they stand in any channel. */
  List<Affected> affected(Collection<String> attributes) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select distinct suggestion.vulnerability_id, suggestion.project_id,
                      package_span.attribute, judged.fixed_version,
                      (suggestion.state = 'accepted' or suggestion.linked_by_hand) as accepted
                    from project_attribute
                    join suggestion on suggestion.project_id = project_attribute.project_id
                    join package_span on package_span.attribute = project_attribute.attribute
                      and package_span.last_snapshot is null
                    cross join lateral (
                      select verdict, fixed_version from suggestion_verdict
                      where suggestion_verdict.suggestion_id = suggestion.id
                        and suggestion_verdict.facts_id = package_span.facts_id
                        and suggestion_verdict.attribute in ('', package_span.attribute)
                      order by suggestion_verdict.attribute desc limit 1) judged
                    where project_attribute.attribute = any(:attributes)
                      and (suggestion.state = 'accepted' or suggestion.linked_by_hand
                        or suggestion.tier = 'likely')
                      and suggestion.state not in ('dismissed', 'withdrawn')
                      and not package_span.attribute = any(suggestion.removed_attributes)
                      and judged.verdict = 'affected' and judged.fixed_version is not null
                    order by 1, 2, 3, 4
                    """)
                .bindArray("attributes", String.class, attributes)
                .map(
                    (row, context) ->
                        new Affected(
                            row.getLong(1),
                            row.getLong(2),
                            row.getString(3),
                            Objects.requireNonNull(row.getString(4)),
                            row.getBoolean(5)))
                .list());
  }

  /** What people see of a vulnerability and a project: {@code CVE-2024-3094 · xz}. */
  String label(long vulnerability, long project) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select vulnerability.public_id || ' · ' || project.slug from vulnerability, project
                    where vulnerability.id = :vulnerability and project.id = :project
                    """)
                .bind("vulnerability", vulnerability)
                .bind("project", project)
                .mapTo(String.class)
                .findOne()
                .orElse(""));
  }
}
