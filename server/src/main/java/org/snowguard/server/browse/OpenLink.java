package org.snowguard.server.browse;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A link with packages that are open: affected, or not known.
 *
 * @param attributes the open packages
 * @param affected whether one of them is affected
 */
public record OpenLink(
    long id,
    long vulnerabilityId,
    String vulnerability,
    String project,
    String state,
    @Nullable String tier,
    long rank,
    List<String> attributes,
    boolean affected) {
  public OpenLink {
    attributes = List.copyOf(attributes);
  }
}
