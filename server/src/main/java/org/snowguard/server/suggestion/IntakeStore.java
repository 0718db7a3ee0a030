package org.snowguard.server.suggestion;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.match.Evidence;
import org.snowguard.core.match.Suggestion;
import org.snowguard.server.suggestion.MachineView.Link;
import org.snowguard.server.suggestion.MachineView.Traits;
import org.snowguard.server.suggestion.MachineView.VerdictRow;
import tools.jackson.databind.json.JsonMapper;

/** The machine's side of suggestions, written in a few statements a portion. */
final class IntakeStore {

  /** A link to be written, with where it stands from now on. */
  record Write(MachineView view, Standing standing) {}

  private final Jdbi jdbi;
  private final JsonMapper json;

  IntakeStore(Jdbi jdbi, JsonMapper json) {
    this.jdbi = jdbi;
    this.json = json;
  }

  void write(List<Write> writes, Instant now) {
    if (writes.isEmpty()) {
      return;
    }
    jdbi.useHandle(
        handle -> {
          Map<Link, Long> ids = upsert(handle, writes, now);
          replaceVerdicts(handle, verdictsById(writes, ids));
        });
  }

  private Map<Link, Long> upsert(Handle handle, List<Write> writes, Instant now) {
    var statement =
        handle.createQuery(
            """
            insert into suggestion (vulnerability_id, project_id, state, placement, tier, probability,
              algorithm, attributes, evidence, against, machine_digest, machine_changed_at, since, score,
              severity, attack_vector, attack_complexity, privileges_required, user_interaction,
              known_exploited, assigner, marks, rank, created_at, folded_by, folded_at, facts_digest)
            select vulnerability_id, project_id, state, placement, tier, probability, algorithm,
              string_to_array(attributes, chr(10)), evidence::jsonb, against::jsonb, machine_digest, :now,
              since::timestamptz, score, severity, attack_vector, attack_complexity, privileges_required,
              user_interaction, known_exploited, assigner, string_to_array(marks, chr(10)), rank, :now,
              folded_by, case when folded_by is not null then :now::timestamptz end, facts_digest
            from unnest(:vulnerabilities, :projects, :states, :placements, :tiers, :probabilities,
              :algorithms, :attributes, :evidence, :against, :digests, :since, :scores, :severities,
              :vectors, :complexities, :privileges, :interactions, :exploited, :assigners, :marks, :ranks,
              :folded, :facts)
              as made (vulnerability_id, project_id, state, placement, tier, probability, algorithm,
                attributes, evidence, against, machine_digest, since, score, severity, attack_vector,
                attack_complexity, privileges_required, user_interaction, known_exploited, assigner, marks,
                rank, folded_by, facts_digest)
            on conflict (vulnerability_id, project_id) do update set
              state = case when suggestion.state in ('accepted', 'dismissed', 'snoozed', 'ruled')
                  or suggestion.linked_by_hand and suggestion.state = 'pending'
                then suggestion.state else excluded.state end,
              placement = excluded.placement, tier = excluded.tier, probability = excluded.probability,
              algorithm = excluded.algorithm, attributes = excluded.attributes,
              evidence = excluded.evidence, against = excluded.against,
              machine_digest = excluded.machine_digest,
              machine_changed_at = excluded.machine_changed_at, since = excluded.since,
              score = excluded.score, severity = excluded.severity,
              attack_vector = excluded.attack_vector, attack_complexity = excluded.attack_complexity,
              privileges_required = excluded.privileges_required,
              user_interaction = excluded.user_interaction,
              known_exploited = excluded.known_exploited, assigner = excluded.assigner,
              marks = excluded.marks, rank = excluded.rank, facts_digest = excluded.facts_digest,
              revision = suggestion.revision + case
                when suggestion.facts_digest is distinct from excluded.facts_digest
                  or suggestion.state not in ('accepted', 'dismissed', 'snoozed', 'ruled', excluded.state)
                then 1 else 0 end,
              folded_by = excluded.folded_by,
              folded_at = case when excluded.folded_by is not null
                then coalesce(suggestion.folded_at, excluded.folded_at) end
            returning id, vulnerability_id, project_id
            """);
    bindLinks(statement, writes);
    bindTraits(statement, writes);
    Map<Link, Long> ids = new HashMap<>();
    statement
        .bind("now", now)
        .map(
            (row, context) ->
                Map.entry(
                    new Link(row.getLong("vulnerability_id"), row.getLong("project_id")),
                    row.getLong("id")))
        .forEach(entry -> ids.put(entry.getKey(), entry.getValue()));
    return ids;
  }

  private static Map<Long, List<VerdictRow>> verdictsById(List<Write> writes, Map<Link, Long> ids) {
    Map<Long, List<VerdictRow>> verdicts = new HashMap<>();
    for (Write write : writes) {
      Long id = ids.get(write.view().link());
      if (id != null) {
        verdicts.put(id, write.view().verdicts());
      }
    }
    return verdicts;
  }

  private void bindLinks(SqlStatement<?> statement, List<Write> writes) {
    array(statement, "vulnerabilities", Long.class, writes, w -> w.view().vulnerabilityId());
    array(statement, "projects", Long.class, writes, w -> w.view().projectId());
    array(statement, "states", String.class, writes, w -> w.standing().text());
    array(statement, "placements", String.class, writes, w -> w.view().placement().text());
    array(statement, "tiers", String.class, writes, w -> said(w).tier().text());
    array(statement, "probabilities", Double.class, writes, w -> said(w).probability());
    array(statement, "algorithms", Integer.class, writes, w -> said(w).algorithm());
    array(statement, "attributes", String.class, writes, w -> lines(said(w).attributes()));
    array(statement, "evidence", String.class, writes, w -> text(said(w).evidence()));
    array(statement, "against", String.class, writes, w -> text(said(w).against()));
    array(statement, "digests", byte[].class, writes, w -> w.view().digest());
    array(statement, "marks", String.class, writes, w -> lines(w.view().marks()));
    array(statement, "ranks", Long.class, writes, w -> w.view().rank());
    array(statement, "folded", String.class, writes, w -> said(w).foldedBy().orElse(null));
    array(statement, "facts", byte[].class, writes, w -> w.view().factsDigest());
  }

  private static void bindTraits(SqlStatement<?> statement, List<Write> writes) {
    List<Traits> traits = writes.stream().map(write -> write.view().traits()).toList();
    array(statement, "since", String.class, traits, t -> t.since().toString());
    array(statement, "scores", Float.class, traits, Traits::score);
    array(statement, "severities", String.class, traits, Traits::severity);
    array(statement, "vectors", String.class, traits, Traits::attackVector);
    array(statement, "complexities", String.class, traits, Traits::attackComplexity);
    array(statement, "privileges", String.class, traits, Traits::privilegesRequired);
    array(statement, "interactions", String.class, traits, Traits::userInteraction);
    array(statement, "exploited", Boolean.class, traits, Traits::knownExploited);
    array(statement, "assigners", String.class, traits, Traits::assigner);
  }

  private static Suggestion said(Write write) {
    return write.view().suggestion();
  }

  private String text(List<Evidence> evidence) {
    return json.writeValueAsString(evidence);
  }

  private static String lines(List<String> texts) {
    return String.join("\n", texts);
  }

  private record OwnedVerdict(long suggestionId, VerdictRow row) {}

  /** Brings the verdicts of these suggestions to what is given; those that stay cost nothing. */
  static void replaceVerdicts(Handle handle, Map<Long, List<VerdictRow>> verdicts) {
    List<OwnedVerdict> rows = new ArrayList<>();
    verdicts.forEach((id, owned) -> owned.forEach(row -> rows.add(new OwnedVerdict(id, row))));
    var gone =
        handle.createUpdate(
            """
            delete from suggestion_verdict where suggestion_id = any(:ids) and not exists (
              select 1 from unnest(:suggestions, :facts, :attributes)
                as made (suggestion_id, facts_id, attribute)
              where made.suggestion_id = suggestion_verdict.suggestion_id
                and made.facts_id = suggestion_verdict.facts_id
                and made.attribute = suggestion_verdict.attribute)
            """);
    gone.bindArray("ids", Long.class, verdicts.keySet());
    bindKeys(gone, rows);
    gone.execute();
    var statement =
        handle.createUpdate(
            """
            insert into suggestion_verdict (suggestion_id, facts_id, attribute, verdict, reason_code,
              reason_text, pointer, fixed_version)
            select suggestion_id, facts_id, attribute, verdict, reason_code, reason_text, pointer,
              fixed_version
            from unnest(:suggestions, :facts, :attributes, :verdicts, :codes, :texts, :pointers, :fixes)
              as made (suggestion_id, facts_id, attribute, verdict, reason_code, reason_text, pointer,
                fixed_version)
            on conflict (suggestion_id, facts_id, attribute) do update set
              verdict = excluded.verdict, reason_code = excluded.reason_code,
              reason_text = excluded.reason_text, pointer = excluded.pointer,
              fixed_version = excluded.fixed_version
            where (suggestion_verdict.verdict, suggestion_verdict.reason_code,
                suggestion_verdict.reason_text, suggestion_verdict.pointer,
                suggestion_verdict.fixed_version)
              is distinct from (excluded.verdict, excluded.reason_code, excluded.reason_text,
                excluded.pointer, excluded.fixed_version)
            """);
    bindKeys(statement, rows);
    array(statement, "verdicts", String.class, rows, r -> r.row().verdict());
    array(statement, "codes", String.class, rows, r -> r.row().code());
    array(statement, "texts", String.class, rows, r -> r.row().text());
    array(statement, "pointers", String.class, rows, r -> r.row().pointer());
    array(statement, "fixes", String.class, rows, r -> r.row().fixedVersion());
    statement.execute();
  }

  private static void bindKeys(SqlStatement<?> statement, List<OwnedVerdict> rows) {
    array(statement, "suggestions", Long.class, rows, OwnedVerdict::suggestionId);
    array(statement, "facts", Long.class, rows, r -> r.row().factsId());
    array(statement, "attributes", String.class, rows, r -> r.row().attribute());
  }

  /**
   * Takes back links that are not made any more.
   *
   * @param forget whether those that nobody ever saw leave no trace
   */
  void withdraw(List<StoredSuggestion> gone, boolean forget, Instant now) {
    if (gone.isEmpty()) {
      return;
    }
    List<Long> forgotten =
        gone.stream()
            .filter(suggestion -> forget && isUntouched(suggestion))
            .map(StoredSuggestion::id)
            .toList();
    jdbi.useHandle(
        handle -> {
          handle
              .createUpdate("delete from suggestion where id = any(:ids)")
              .bindArray("ids", Long.class, forgotten)
              .execute();
          handle
              .createUpdate(
                  """
                  update suggestion set machine_digest = null, machine_changed_at = :now,
                    folded_by = null, folded_at = null,
                    revision = revision + 1,
                    state = case when state in ('accepted', 'dismissed', 'snoozed') or linked_by_hand
                      then state else 'withdrawn' end
                  where id = any(:ids)
                  """)
              .bindArray("ids", Long.class, gone.stream().map(StoredSuggestion::id).toList())
              .bind("now", now)
              .execute();
        });
  }

  private static boolean isUntouched(StoredSuggestion suggestion) {
    return !suggestion.everOpened()
        && suggestion.overlay().equals(Overlay.untouched(suggestion.standing()));
  }

  private static <R, T> void array(
      SqlStatement<?> statement,
      String name,
      Class<T> type,
      List<R> rows,
      Function<? super R, ? extends @Nullable T> value) {
    List<@Nullable T> values = new ArrayList<>(rows.size());
    rows.forEach(row -> values.add(value.apply(row)));
    statement.bindArray(name, type, values);
  }
}
