package org.snowguard.core.project;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The attributes built from the same upstream software.
 *
 * @param key readable, unique, stable while the group's evidence stands: a slug such as {@code
 *     openssl}
 * @param attributes sorted, never empty
 * @param variantOf key of the group whose source this one rebuilds ({@code firefox} of {@code
 *     firefox-bin}), or null
 * @param because why these are one, a sentence for each kind of evidence, for people
 */
public record ProjectGroup(
    String key, List<String> attributes, @Nullable String variantOf, List<String> because) {
  public ProjectGroup {
    attributes = List.copyOf(attributes);
    because = List.copyOf(because);
  }
}
