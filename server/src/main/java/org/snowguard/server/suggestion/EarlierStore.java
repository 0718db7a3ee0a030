package org.snowguard.server.suggestion;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Which of the packages that channels carry, or once carried, a suggestion's vulnerability affects.
 */
final class EarlierStore {

  /**
   * A suggestion whose packages were not judged by what holds now.
   *
   * @param project its slug
   * @param basis what they are to be judged by
   */
  public record Outdated(
      long suggestionId, long vulnerabilityId, long projectId, String project, String basis) {}

  /**
   * What the packages of an attribute with some facts are judged by.
   *
   * @param spanId one of the spans in which they stand or stood
   */
  public record Build(long suggestionId, long factsId, String attribute, long spanId) {}

  private final Jdbi jdbi;

  EarlierStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Links of some vulnerabilities to the projects of some packages; none of a rejected record. */
  List<Outdated> outdated(
      Collection<String> vulnerabilities, Collection<String> attributes, String algorithm) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select suggestion.id as suggestion_id, suggestion.vulnerability_id,
                      suggestion.project_id, project.slug as project, now.basis
                    from vulnerability
                    join suggestion on suggestion.vulnerability_id = vulnerability.id
                    join project on project.id = suggestion.project_id
                    cross join lateral (
                      select concat_ws(' ', :algorithm, vulnerability.change,
                        encode(suggestion.facts_digest, 'hex')) as basis) now
                    left join suggestion_looked_back before on before.suggestion_id = suggestion.id
                    where vulnerability.public_id = any(:vulnerabilities)
                      and vulnerability.state = 'published' and suggestion.attributes && :attributes::text[]
                      and before.basis is distinct from now.basis
                    order by suggestion.id
                    """)
                .bindArray("vulnerabilities", String.class, vulnerabilities)
                .bindArray("attributes", String.class, attributes)
                .bind("algorithm", algorithm)
                .map(ConstructorMapper.of(Outdated.class))
                .list());
  }

  /** All that any channel carries or once carried of the packages of some suggestions. */
  List<Build> builds(Collection<Long> suggestionIds) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select suggestion.id as suggestion_id, package_span.facts_id, package_span.attribute,
                      min(package_span.id) as span_id
                    from suggestion
                    join package_span on package_span.attribute = any(suggestion.attributes)
                    where suggestion.id = any(:ids)
                    group by 1, 2, 3
                    order by 1, 2, 3
                    """)
                .bindArray("ids", Long.class, suggestionIds)
                .map(ConstructorMapper.of(Build.class))
                .list());
  }

  /** Notes which packages of some suggestions are affected; no others of theirs are. */
  void write(List<Outdated> judged, List<Build> affected) {
    jdbi.useHandle(
        handle -> {
          // First, so that two who judge the same come one after the other.
          var basis =
              handle.createUpdate(
                  """
                  insert into suggestion_looked_back (suggestion_id, basis)
                  select * from unnest(:suggestions, :bases)
                  on conflict (suggestion_id) do update set basis = excluded.basis
                  """);
          array(basis, "suggestions", Long.class, judged, Outdated::suggestionId);
          array(basis, "bases", String.class, judged, Outdated::basis);
          basis.execute();
          var gone =
              handle.createUpdate(
                  """
                  delete from suggestion_earlier
                  where suggestion_id = any(:judged) and (suggestion_id, facts_id, attribute) not in (
                    select * from unnest(:suggestions, :facts, :attributes))
                  """);
          array(gone, "judged", Long.class, judged, Outdated::suggestionId);
          bind(gone, affected);
          gone.execute();
          var found =
              handle.createUpdate(
                  """
                  insert into suggestion_earlier (suggestion_id, facts_id, attribute)
                  select * from unnest(:suggestions, :facts, :attributes)
                  on conflict do nothing
                  """);
          bind(found, affected);
          found.execute();
        });
  }

  private static void bind(SqlStatement<?> statement, List<Build> builds) {
    array(statement, "suggestions", Long.class, builds, Build::suggestionId);
    array(statement, "facts", Long.class, builds, Build::factsId);
    array(statement, "attributes", String.class, builds, Build::attribute);
  }

  private static <R, T> void array(
      SqlStatement<?> statement, String name, Class<T> type, List<R> rows, Function<R, T> value) {
    List<T> values = new ArrayList<>(rows.size());
    rows.forEach(row -> values.add(value.apply(row)));
    statement.bindArray(name, type, values);
  }
}
