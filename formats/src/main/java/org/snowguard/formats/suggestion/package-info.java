/**
 * Suggestions as {@code snowguard match} prints them: one JSON object a line, a contract that only
 * grows (docs/schema/match-1.schema.json). Offers {@link
 * org.snowguard.formats.suggestion.SuggestionWriter} and {@link
 * org.snowguard.formats.suggestion.SuggestionOrder}. Must not know how suggestions are made.
 */
@NullMarked
package org.snowguard.formats.suggestion;

import org.jspecify.annotations.NullMarked;
