package org.snowguard.server.suggestion;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A filter as SQL: only the conditions that were given stand in the text, so that the planner sees
 * what is asked.
 */
final class QueueConditions {

  private final List<String> conditions = new ArrayList<>();
  private final Map<String, Object> values = new HashMap<>();
  private final Map<String, List<String>> arrays = new HashMap<>();

  QueueConditions(QueueFilter filter) {
    where(filter.tab());
    add("suggestion.score >= :minScore", "minScore", filter.minScore());
    add("suggestion.score <= :maxScore", "maxScore", filter.maxScore());
    add("suggestion.severity = :severity", "severity", filter.severity());
    add("suggestion.attack_vector = :vector", "vector", filter.attackVector());
    add("suggestion.attack_complexity = :complexity", "complexity", filter.attackComplexity());
    add("suggestion.privileges_required = :privileges", "privileges", filter.privileges());
    add("suggestion.user_interaction = :interaction", "interaction", filter.interaction());
    add("suggestion.tier = :tier", "tier", filter.tier() == null ? null : filter.tier().text());
    marks(filter);
    add("suggestion.project_id = " + PROJECT, "project", filter.project());
    add(ATTRIBUTE, "attribute", filter.attribute());
    add("suggestion.project_id in " + MAINTAINED, "maintainer", filter.maintainer());
    add("suggestion.assigner = :source", "source", filter.source());
    if (filter.knownExploited()) {
      conditions.add("suggestion.known_exploited");
    }
    add(FIXED, "fixed", filter.fixed());
    add("suggestion.rule_id = :rule", "rule", filter.rule());
    add(TEXT, "text", filter.text());
  }

  private static final String PROJECT =
      """
      (select coalesce(
        (select id from project where slug = :project),
        (select project_id from project_redirect where slug = :project)))
      """;

  /**
   * By way of the project, whose suggestions an index finds: one on arrays costs each import more.
   */
  private static final String ATTRIBUTE =
      """
      (suggestion.project_id = (select project_id from project_attribute where attribute = :attribute)
        and suggestion.attributes @> array[:attribute]::text[])
      """;

  private static final String MAINTAINED =
      """
      (select project_attribute.project_id
       from maintainer
       join package_maintainer on package_maintainer.github_id = maintainer.github_id
       join package_span on package_span.metadata_id = package_maintainer.metadata_id
         and package_span.last_snapshot is null
       join project_attribute on project_attribute.attribute = package_span.attribute
       where lower(maintainer.login) = lower(:maintainer))
      """;

  private static final String FIXED =
      """
      exists (select 1 from suggestion_verdict
        where suggestion_verdict.suggestion_id = suggestion.id
          and suggestion_verdict.verdict = 'affected' and suggestion_verdict.fixed_version = :fixed)
      """;

  /**
   * Both ways to a suggestion are looked up by themselves: an "or" over them would read the whole
   * tab.
   */
  private static final String TEXT =
      """
      suggestion.id in (
        select found.id from suggestion found where found.vulnerability_id in (
          select id from vulnerability where search @@ (websearch_to_tsquery('simple', :text)
            || websearch_to_tsquery('english', :text)))
        union all
        select found.id from suggestion found where found.project_id in (
          select id from project where starts_with(slug, lower(:text))))
      """;

  private void where(QueueTab tab) {
    if (tab == QueueTab.PROPOSALS) {
      conditions.add(
          """
          suggestion.id in (
            select suggestion_id from proposal where proposal.state = 'open'
            union all select subject_id from refutation
              where subject_kind = 'suggestion' and refutation.state = 'open')
          """);
    } else if (tab.states().size() == 1) {
      add("suggestion.state = :state", "state", tab.states().getFirst());
    } else {
      conditions.add("suggestion.state = any(:states)");
      arrays.put("states", tab.states());
    }
  }

  private void marks(QueueFilter filter) {
    String channel = filter.channel();
    List<String> marks = new ArrayList<>();
    if (filter.verdict() != null) {
      marks.add((channel == null ? "supported" : channel) + ":" + filter.verdict().text());
    } else if (channel != null) {
      marks.add(channel);
    }
    if (!marks.isEmpty()) {
      conditions.add("suggestion.marks @> :marks::text[]");
      arrays.put("marks", marks);
    }
  }

  private void add(String condition, String name, @Nullable Object value) {
    if (value != null) {
      conditions.add(condition);
      values.put(name, value);
    }
  }

  /** Adds a condition of the caller's, bound by him. */
  QueueConditions and(String condition) {
    conditions.add(condition);
    return this;
  }

  String text() {
    return " where " + String.join("\n  and ", conditions);
  }

  Map<String, Object> values() {
    return values;
  }

  Map<String, List<String>> arrays() {
    return arrays;
  }
}
