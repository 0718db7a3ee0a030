package org.snowguard.server.app.digest;

import java.util.List;

/** Suggestions, and what people decided on them. */
final class SuggestionTables {

  private SuggestionTables() {}

  /** A suggestion that the machine makes or that people have touched. */
  private static final String IS_PRESENT =
      """
      (suggestion.state <> 'withdrawn' or suggestion.machine_digest is not null
        or suggestion.linked_by_hand or suggestion.decided_by is not null)
      """;

  static final List<DigestTable> PRESENT =
      List.of(
          new DigestTable(
              "suggestions",
              """
              select jsonb_build_array(public_id, slug, suggestion.state, placement, tier, probability,
                algorithm, attributes, evidence, against, machine_digest is not null,
                case when published_at is not null then rank end, suggestion.score, marks, linked_by_hand,
                taken_from_backlog, removed_attributes, decided_by, dismiss_reason, note, snoozed_until,
                review_on, decision_facts, changed_since, folded_by, decided_attributes,
                (select reason from standing_rule where standing_rule.id = rule_id))::text as line
              from suggestion
              join vulnerability on vulnerability.id = suggestion.vulnerability_id
              join project on project.id = suggestion.project_id
              where\
              """
                  + IS_PRESENT),
          new DigestTable(
              "verdicts",
              """
              select jsonb_build_array(public_id, slug, encode(package_facts.digest, 'hex'),
                suggestion_verdict.attribute, verdict, reason_code, reason_text, pointer, fixed_version)::text
                as line
              from suggestion_verdict
              join package_facts on package_facts.id = suggestion_verdict.facts_id
              join suggestion on suggestion.id = suggestion_verdict.suggestion_id
              join vulnerability on vulnerability.id = suggestion.vulnerability_id
              join project on project.id = suggestion.project_id
              where\
              """
                  + IS_PRESENT),
          new DigestTable(
              "lessons",
              """
              select jsonb_build_array(vendor, product, project.slug, kind, taught_by, public_id,
                revoked_at is null)::text as line
              from learned_alias
              join project on project.id = learned_alias.project_id
              join suggestion on suggestion.id = learned_alias.suggestion_id
              join vulnerability on vulnerability.id = suggestion.vulnerability_id
              """),
          new DigestTable(
              "proposals",
              """
              select jsonb_build_array(public_id, slug, proposed_by, kind, proposal.dismiss_reason,
                attribute, proposal.note, proposal.state, closed_by)::text as line
              from proposal
              join suggestion on suggestion.id = proposal.suggestion_id
              join vulnerability on vulnerability.id = suggestion.vulnerability_id
              join project on project.id = suggestion.project_id
              """));

  static final List<DigestTable> PAST =
      List.of(
          // What the machine once said and nobody touched: whether it was said at all depends on
          // what was read at once.
          new DigestTable(
              "suggestions-past",
              """
              select jsonb_build_array(public_id, slug)::text as line
              from suggestion
              join vulnerability on vulnerability.id = suggestion.vulnerability_id
              join project on project.id = suggestion.project_id
              where not\
              """
                  + IS_PRESENT));
}
