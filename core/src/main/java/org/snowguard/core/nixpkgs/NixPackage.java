package org.snowguard.core.nixpkgs;

import org.jspecify.annotations.Nullable;

/**
 * A package: an attribute of a channel at a version.
 *
 * @param attribute attribute path, for example {@code python313Packages.requests}
 * @param name the derivation's name with version, for example {@code python3.13-requests-2.32.3}
 * @param pname the derivation's name without version; derived from {@code name} where the input has
 *     none
 * @param version null when neither the input nor {@code name} tells one
 * @param sources null when this snapshot's patches and sources were not evaluated
 */
public record NixPackage(
    String attribute,
    String name,
    String pname,
    @Nullable String version,
    PackageMetadata metadata,
    @Nullable PackageSources sources) {

  /**
   * The last element of the attribute path: {@code requests} of {@code python313Packages.requests}.
   */
  public String attributeLeaf() {
    return attribute.substring(attribute.lastIndexOf('.') + 1);
  }

  /** The package set: {@code python313Packages} of {@code python313Packages.requests}, or empty. */
  public String packageSet() {
    int dot = attribute.lastIndexOf('.');
    return dot < 0 ? "" : attribute.substring(0, dot);
  }

  /**
   * Whether this is the same object, so that what was derived from the one stands for the other:
   * comparing all that the two say would take as long as deriving it again.
   */
  @SuppressWarnings("ReferenceEquality") // It is what is asked.
  public boolean isSame(NixPackage other) {
    return this == other;
  }

  public NixPackage withSources(@Nullable PackageSources found) {
    return new NixPackage(attribute, name, pname, version, metadata, found);
  }
}
