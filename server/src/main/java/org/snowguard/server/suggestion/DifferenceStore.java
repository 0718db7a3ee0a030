package org.snowguard.server.suggestion;

import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.suggestion.MachineView.Link;

/** What an algorithm that is not released would change. */
final class DifferenceStore {

  /**
   * What the machine says of a link now.
   *
   * @param verdicts of all facts, as {@link AlgorithmComparison} writes them
   */
  public record Said(
      long vulnerabilityId,
      long projectId,
      @Nullable String tier,
      @Nullable Double probability,
      List<String> marks,
      String verdicts) {}

  private final Jdbi jdbi;

  DifferenceStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** What the machine says now of all links of some vulnerabilities. */
  Map<Link, Said> said(Collection<Long> vulnerabilityIds) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select vulnerability_id, project_id, tier, probability, marks,
                      coalesce((select string_agg(facts_id || ' ' || attribute || ' ' || verdict, chr(10)
                          order by facts_id, attribute collate "C")
                        from suggestion_verdict where suggestion_id = suggestion.id), '') as verdicts
                    from suggestion
                    where vulnerability_id = any(:ids) and machine_digest is not null
                    """)
                .bindArray("ids", Long.class, vulnerabilityIds)
                .map(ConstructorMapper.of(Said.class))
                .stream()
                .collect(
                    toMap(
                        said -> new Link(said.vulnerabilityId(), said.projectId()),
                        Function.identity())));
  }

  void replace(Collection<Long> vulnerabilityIds, List<Difference> differences) {
    forget(vulnerabilityIds);
    if (differences.isEmpty()) {
      return;
    }
    jdbi.useHandle(
        handle -> {
          var statement =
              handle.createUpdate(
                  """
                  insert into suggestion_difference (vulnerability_id, project_id, kind, state_before,
                    state_after, tier_before, tier_after, probability_before, probability_after,
                    verdicts_before, verdicts_after)
                  select vulnerability_id, project_id, kind, state_before, state_after, tier_before,
                    tier_after, probability_before, probability_after,
                    string_to_array(verdicts_before, ' '), string_to_array(verdicts_after, ' ')
                  from unnest(:vulnerabilities, :projects, :kinds, :statesBefore, :statesAfter,
                    :tiersBefore, :tiersAfter, :probabilitiesBefore, :probabilitiesAfter,
                    :verdictsBefore, :verdictsAfter)
                    as found (vulnerability_id, project_id, kind, state_before, state_after, tier_before,
                      tier_after, probability_before, probability_after, verdicts_before, verdicts_after)
                  """);
          array(statement, "vulnerabilities", Long.class, differences, Difference::vulnerabilityId);
          array(statement, "projects", Long.class, differences, Difference::projectId);
          array(statement, "kinds", String.class, differences, d -> d.kind().text());
          bindSide(statement, "Before", differences.stream().map(Difference::before).toList());
          bindSide(statement, "After", differences.stream().map(Difference::after).toList());
          statement.execute();
        });
  }

  private static void bindSide(
      SqlStatement<?> statement, String suffix, List<Difference.@Nullable Side> sides) {
    array(
        statement,
        "states" + suffix,
        String.class,
        sides,
        s -> s == null ? null : s.state().text());
    array(statement, "tiers" + suffix, String.class, sides, s -> s == null ? null : s.tier());
    array(
        statement,
        "probabilities" + suffix,
        Double.class,
        sides,
        s -> s == null ? null : s.probability());
    array(
        statement,
        "verdicts" + suffix,
        String.class,
        sides,
        s -> s == null ? "" : String.join(" ", s.verdicts()));
  }

  private static <R extends @Nullable Object, T> void array(
      SqlStatement<?> statement,
      String name,
      Class<T> type,
      List<R> rows,
      Function<R, @Nullable T> value) {
    List<@Nullable T> values = new ArrayList<>(rows.size());
    rows.forEach(row -> values.add(value.apply(row)));
    statement.bindArray(name, type, values);
  }

  void forget(Collection<Long> vulnerabilityIds) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "delete from suggestion_difference where vulnerability_id = any(:ids)")
                .bindArray("ids", Long.class, vulnerabilityIds)
                .execute());
  }

  void forgetAll() {
    jdbi.useHandle(handle -> handle.execute("delete from suggestion_difference"));
  }

  /** Undecided ones alone count: what people decided stays. */
  AlgorithmPage.Counts counts() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select count(*) filter (where enters) as added,
                      count(*) filter (where leaves) as removed,
                      count(*) filter (where stays) as changed,
                      count(*) filter (where not (enters or leaves or stays)) as elsewhere
                    from (
                      select state_after = 'pending' and state_before is distinct from 'pending' as enters,
                        state_after <> 'pending' and coalesce(state_before, '') = 'pending' as leaves,
                        state_after = 'pending' and coalesce(state_before, '') = 'pending' as stays
                      from suggestion_difference
                    """
                        + UNDECIDED
                        + ") as seen")
                .map(ConstructorMapper.of(AlgorithmPage.Counts.class))
                .one());
  }

  /** The next differences, those of the queue first. */
  List<AlgorithmPage.Item> page(AlgorithmPage.@Nullable Place after, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select suggestion_difference.id, part, vulnerability.public_id, vulnerability.title,
                      project.slug as project, kind, state_before, state_after, tier_before, tier_after,
                      probability_before, probability_after, verdicts_before, verdicts_after
                    from suggestion_difference
                    join vulnerability on vulnerability.id = suggestion_difference.vulnerability_id
                    join project on project.id = suggestion_difference.project_id
                    """
                        + UNDECIDED
                        + """
                         and (part, suggestion_difference.id) > (:part, :id)
                        order by part, suggestion_difference.id limit :limit
                        """)
                .bind("part", after == null ? -1 : after.part())
                .bind("id", after == null ? 0L : after.id())
                .bind("limit", limit)
                .map(ConstructorMapper.of(AlgorithmPage.Item.class))
                .list());
  }

  private static final String UNDECIDED =
      """
       where not exists (select 1 from suggestion
         where suggestion.vulnerability_id = suggestion_difference.vulnerability_id
           and suggestion.project_id = suggestion_difference.project_id
           and suggestion.state in ('accepted', 'dismissed', 'snoozed', 'ruled'))
      """;
}
