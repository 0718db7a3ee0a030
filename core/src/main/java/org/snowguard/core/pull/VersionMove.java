package org.snowguard.core.pull;

import org.jspecify.annotations.Nullable;

/**
 * A package that goes from one version to another.
 *
 * @param attribute as the title names it, such as {@code python3Packages.requests}
 * @param from null where the title does not tell, or the package is new
 */
public record VersionMove(String attribute, @Nullable String from, String to) {}
