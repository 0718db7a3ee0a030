/**
 * Proposed links between vulnerabilities and projects, and what people do with them: intake from
 * the matcher, the queue, decisions with undo, proposals. Offers {@link
 * org.snowguard.server.suggestion.Triage}, {@link org.snowguard.server.suggestion.Queue}, {@link
 * org.snowguard.server.suggestion.Suggestions} and {@link
 * org.snowguard.server.suggestion.Proposals}. Must not know what an issue is beyond the port {@link
 * org.snowguard.server.suggestion.Drafts}.
 */
@NullMarked
package org.snowguard.server.suggestion;

import org.jspecify.annotations.NullMarked;
