package org.snowguard.core.verdict;

import java.util.List;
import java.util.Optional;
import org.snowguard.core.nixpkgs.NixPackage;
import org.snowguard.core.nixpkgs.Patch;
import org.snowguard.core.version.VersionScheme;

/**
 * All of a package that {@link VerdictRules#judge} looks at: packages with equal bases get equal
 * judgements from one record, one choice of its entries and one set of known versions. Many
 * attributes are one build (Python sets, kernel sets), and need to be judged only once.
 */
public record VerdictBasis(
    String version,
    String pname,
    String attributeLeaf,
    VersionScheme scheme,
    boolean enterprise,
    boolean kernelModule,
    List<String> knownVulnerabilities,
    List<Patch> patches) {

  /** Empty for a package without a version: its judgement names the attribute. */
  public static Optional<VerdictBasis> of(NixPackage pkg) {
    String version = pkg.version();
    return version == null
        ? Optional.empty()
        : Optional.of(
            new VerdictBasis(
                version,
                pkg.pname(),
                pkg.attributeLeaf(),
                SubjectVersion.schemeOf(pkg.packageSet()),
                Editions.isEnterprise(pkg),
                SubjectVersion.isKernelModule(pkg),
                pkg.metadata().knownVulnerabilities(),
                pkg.sources() == null ? List.of() : pkg.sources().patches()));
  }
}
