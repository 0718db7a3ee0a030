/**
 * The running of the matcher: its index over the packages that stand now, the stage that follows
 * changed records, and what decisions taught. Hands suggestions to the port {@link
 * org.snowguard.server.matching.SuggestionSink}. Must not know what people do with suggestions.
 */
@NullMarked
package org.snowguard.server.matching;

import org.jspecify.annotations.NullMarked;
