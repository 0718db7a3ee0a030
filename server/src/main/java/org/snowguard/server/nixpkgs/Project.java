package org.snowguard.server.nixpkgs;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Upstream software with the attributes built from it.
 *
 * @param slug how people name it, for example {@code openssl}
 * @param variantOf slug of the project whose source this one rebuilds, or null
 * @param because why its attributes are one, a sentence for each kind of evidence
 * @param attributes sorted; empty when none of its packages is left in any channel
 */
public record Project(
    long id,
    String slug,
    @Nullable String variantOf,
    List<String> because,
    List<String> attributes) {
  public Project {
    because = List.copyOf(because);
    attributes = List.copyOf(attributes);
  }
}
