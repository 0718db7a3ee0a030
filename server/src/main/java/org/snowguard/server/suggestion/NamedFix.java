package org.snowguard.server.suggestion;

import java.util.List;
import java.util.Optional;
import org.snowguard.core.match.Suggestion;
import org.snowguard.core.nixpkgs.NixPackage;
import org.snowguard.core.nixpkgs.PackageMetadata;
import org.snowguard.core.record.AffectedEntry;
import org.snowguard.core.record.VulnerabilityRecord;
import org.snowguard.core.verdict.FixedVersions;
import org.snowguard.core.verdict.PackageVerdict;

/** The version that a record says a package has to go to. */
final class NamedFix {

  private NamedFix() {}

  static Optional<String> of(
      VulnerabilityRecord record, Suggestion suggestion, PackageVerdict judged) {
    String version = judged.version();
    if (version == null) {
      return Optional.empty();
    }
    String leaf = judged.attribute().substring(judged.attribute().lastIndexOf('.') + 1);
    NixPackage found =
        new NixPackage(
            judged.attribute(), leaf + "-" + version, leaf, version, PackageMetadata.NONE, null);
    return FixedVersions.nearest(linked(record, suggestion), found)
        .map(FixedVersions.Fixed::version);
  }

  /** The entries that the evidence points into; all of them where it points elsewhere. */
  private static List<AffectedEntry> linked(VulnerabilityRecord record, Suggestion suggestion) {
    List<AffectedEntry> linked =
        record.affected().stream()
            .filter(
                entry ->
                    suggestion.evidence().stream()
                        .anyMatch(
                            evidence ->
                                evidence.pointer().equals(entry.pointer())
                                    || evidence.pointer().startsWith(entry.pointer() + "/")))
            .toList();
    return linked.isEmpty() ? record.affected() : linked;
  }
}
