package org.snowguard.server.remediation.pull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** What links between vulnerabilities and projects changed, and which pull requests may fix it. */
final class FixChangesStore {

  private final Jdbi jdbi;
  private final String repository;

  FixChangesStore(Jdbi jdbi, String repository) {
    this.jdbi = jdbi;
    this.repository = repository;
  }

  /**
   * A link that changed.
   *
   * @param number of the note that says so
   */
  public record Changed(long number, long vulnerability, long project) {}

  /** Some links that changed and were not looked at since, in the order of their notes. */
  List<Changed> some(int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select number, vulnerability_id as vulnerability, project_id as project
                    from fix_link_due join suggestion on suggestion.id = suggestion_id
                    order by number limit :limit
                    """)
                .bind("limit", limit)
                .map(ConstructorMapper.of(Changed.class))
                .list());
  }

  /** Forgets these notes; what changed again meanwhile has another one. */
  void done(Collection<Changed> changed) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate("delete from fix_link_due where number = any(:numbers)")
                .bindArray("numbers", Long.class, changed.stream().map(Changed::number).toList())
                .execute());
  }

  /** Pull requests that name a vulnerability, or a version of some packages. */
  List<Integer> pullsAbout(Collection<Long> vulnerabilities, Collection<String> called) {
    Set<Integer> numbers = new TreeSet<>();
    jdbi.useHandle(
        handle -> {
          List<String> ids =
              handle
                  .createQuery(
                      """
                      select public_id from vulnerability where id = any(:vulnerabilities)
                      union
                      select alias from vulnerability_alias where vulnerability_id = any(:vulnerabilities)
                      """)
                  .bindArray("vulnerabilities", Long.class, vulnerabilities)
                  .mapTo(String.class)
                  .list();
          numbers.addAll(
              handle
                  .createQuery(
                      """
                      select number from pull_request
                      where repository = :repository and vulnerability_ids && :ids::text[]
                      """)
                  .bind("repository", repository)
                  .bindArray("ids", String.class, ids)
                  .mapTo(Integer.class)
                  .list());
          numbers.addAll(
              handle
                  .createQuery(
                      """
                      select distinct named.number from pull_request_package named
                      join pull_request pull on pull.repository = named.repository
                        and pull.number = named.number
                      where named.repository = :repository and named.attribute = any(:called)
                        and (named.to_version is not null or cardinality(pull.yearless_ids) > 0)
                      """)
                  .bind("repository", repository)
                  .bindArray("called", String.class, called)
                  .mapTo(Integer.class)
                  .list());
        });
    return new ArrayList<>(numbers);
  }

  /** The packages of some projects. */
  List<String> attributesOf(Collection<Long> projects) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select attribute from project_attribute where project_id = any(:projects)")
                .bindArray("projects", Long.class, projects)
                .mapTo(String.class)
                .list());
  }
}
