package org.snowguard.formats.suggestion;

import java.util.Comparator;
import org.snowguard.core.match.Suggestion;

/** The order of the output: id as text, then falling probability as printed, then project. */
public final class SuggestionOrder {
  public static final Comparator<Suggestion> ORDER =
      Comparator.comparing(Suggestion::id)
          .thenComparing(
              Comparator.comparingLong(
                      (Suggestion suggestion) ->
                          FourDecimals.tenThousandths(suggestion.probability()))
                  .reversed())
          .thenComparing(Suggestion::project);

  private SuggestionOrder() {}
}
