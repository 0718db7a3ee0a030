package org.snowguard.server.issue.content;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * That a vulnerability concerns some packages, as an issue has it.
 *
 * @param vulnerability its id, or null while none is known
 * @param suggestionId whose verdicts tell of it; null: the machine makes no such link
 */
record Claim(@Nullable String vulnerability, @Nullable Long suggestionId, List<String> attributes) {
  Claim {
    attributes = List.copyOf(attributes);
  }
}
