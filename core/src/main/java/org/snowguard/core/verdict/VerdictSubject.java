package org.snowguard.core.verdict;

import org.jspecify.annotations.Nullable;
import org.snowguard.core.nixpkgs.NixPackage;

/**
 * A package to be judged, with all that does not depend on the record read once. Thread-safe: it
 * may be kept and judged against many records.
 */
public final class VerdictSubject {
  private final NixPackage pkg;
  private final @Nullable SubjectVersion version;
  private final boolean extendedSupport;
  private final boolean enterprise;

  private VerdictSubject(NixPackage pkg, @Nullable SubjectVersion version) {
    this.pkg = pkg;
    this.version = version;
    extendedSupport = Editions.isExtendedSupport(pkg);
    enterprise = Editions.isEnterprise(pkg);
  }

  /** A package whose project has these versions. */
  public static VerdictSubject of(NixPackage pkg, ProjectVersions known) {
    String text = pkg.version();
    return new VerdictSubject(pkg, text == null ? null : SubjectVersion.of(pkg, text, known));
  }

  NixPackage pkg() {
    return pkg;
  }

  /** Null where the package has none. */
  @Nullable SubjectVersion version() {
    return version;
  }

  boolean isExtendedSupport() {
    return extendedSupport;
  }

  boolean isEnterprise() {
    return enterprise;
  }
}
