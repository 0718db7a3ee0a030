package org.snowguard.server.issue.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.suggestion.BulkResult;

/**
 * Before or after all that a rule took is taken back.
 *
 * @param back cards that come back, or came back
 * @param published cards of published issues, which stay
 * @param otherwise cards that are somebody's by now, which stay
 * @param refused after it: what was changed at that very moment
 * @param done null before it
 */
public record RuleUndoPage(
    long ruleId,
    String rule,
    long back,
    long published,
    long otherwise,
    List<BulkResult.Refusal> refused,
    @Nullable Long done) {
  public RuleUndoPage {
    refused = List.copyOf(refused);
  }
}
