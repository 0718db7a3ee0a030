/**
 * Issues: what people made of suggestions. Offers {@link org.snowguard.server.issue.Issues} and
 * takes accepted suggestions through {@link org.snowguard.server.suggestion.Drafts}. Must not know
 * how an issue is published or mended.
 */
@NullMarked
package org.snowguard.server.issue;

import org.jspecify.annotations.NullMarked;
