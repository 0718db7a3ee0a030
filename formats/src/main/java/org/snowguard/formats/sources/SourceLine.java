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

  /**
   * Whether the package still has the version that was evaluated. The list of packages tells only
   * what Nix splits off the derivation's name, which can be more or less than the version that went
   * into it: {@code 2.4.3-5.15.210} of {@code zfs-kernel-2.4.3-5.15.210}, {@code 2025-12-20} of
   * {@code zenpower-unstable-2025-12-20}. So the whole name is asked too, and no version
   * contradicts none.
   */
  boolean speaksOf(NixPackage candidate) {
    return version == null
        || candidate.version() == null
        || version.equals(candidate.version())
        || (candidate.name() + "-").contains("-" + version + "-");
  }
}
