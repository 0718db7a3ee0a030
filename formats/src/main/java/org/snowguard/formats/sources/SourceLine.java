package org.snowguard.formats.sources;

import org.jspecify.annotations.Nullable;
import org.snowguard.core.nixpkgs.NixPackage;
import org.snowguard.core.nixpkgs.PackageSources;

/**
 * One line of the file.
 *
 * @param version the version that was evaluated, or null when the package has none
 */
public record SourceLine(String attribute, @Nullable String version, PackageSources sources) {

  /** Whether the package still has the version that was evaluated. */
  boolean speaksOf(NixPackage candidate) {
    return version == null || version.equals(candidate.version());
  }
}
