package org.snowguard.core.nixpkgs;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code meta} of a package, as far as matching and people use it. Texts are as nixpkgs has them.
 *
 * @param homepages one or several, in order
 * @param position {@code pkgs/…/package.nix:12}, or null
 * @param platforms systems such as {@code x86_64-linux}; of the older form, where they are objects,
 *     the name of the kernel; empty when the package does not say
 * @param purls package URLs asserted in {@code meta.identifiers}
 * @param knownVulnerabilities reasons for which nixpkgs calls the package insecure
 * @param builtFromSource false when {@code sourceProvenance} names a binary
 * @param licenses SPDX ids or short names
 */
public record PackageMetadata(
    @Nullable String description,
    List<String> homepages,
    @Nullable String changelog,
    @Nullable String downloadPage,
    @Nullable String position,
    @Nullable String mainProgram,
    List<Maintainer> maintainers,
    Set<String> platforms,
    List<AssertedCpe> cpes,
    List<String> purls,
    List<String> knownVulnerabilities,
    boolean builtFromSource,
    boolean broken,
    List<String> licenses) {

  /** What a package without {@code meta} has. */
  public static final PackageMetadata NONE =
      new PackageMetadata(
          null, List.of(), null, null, null, null, List.of(), Set.of(), List.of(), List.of(),
          List.of(), true, false, List.of());

  public PackageMetadata {
    homepages = List.copyOf(homepages);
    maintainers = List.copyOf(maintainers);
    platforms = SortedTexts.copyOf(platforms);
    cpes = List.copyOf(cpes);
    purls = List.copyOf(purls);
    knownVulnerabilities = List.copyOf(knownVulnerabilities);
    licenses = List.copyOf(licenses);
  }

  /** The same of another version, of which nixpkgs has said nothing yet. */
  public PackageMetadata withoutKnownVulnerabilities() {
    return new PackageMetadata(
        description,
        homepages,
        changelog,
        downloadPage,
        position,
        mainProgram,
        maintainers,
        platforms,
        cpes,
        purls,
        List.of(),
        builtFromSource,
        broken,
        licenses);
  }
}
