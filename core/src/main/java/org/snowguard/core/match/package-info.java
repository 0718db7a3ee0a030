/**
 * Which projects a vulnerability record speaks of, and how sure that is. Offers {@link
 * org.snowguard.core.match.Matcher}, the one class that everything calls, and the suggestions it
 * makes. A match depends on the record, its aliases, the packages and versioned data files, and on
 * nothing else.
 */
@NullMarked
package org.snowguard.core.match;

import org.jspecify.annotations.NullMarked;
