package org.snowguard.core.verdict;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.nixpkgs.NixPackage;
import org.snowguard.core.nixpkgs.Patch;
import org.snowguard.core.record.VulnerabilityRecord;

/**
 * What nixpkgs itself says of a vulnerability: a patch that names it, or {@code
 * meta.knownVulnerabilities}. If both do, the package is known to be vulnerable in spite of the
 * patch.
 */
final class NixpkgsEvidence {
  /**
   * An alias is any text, and "patch" or "1" is in many a name: only what can be an id counts
   * (letters and a number behind them, or the form of GitHub's advisories).
   */
  private static final Pattern ID =
      Pattern.compile(
          "[a-z]+(?:-[a-z]+)*-\\d{4,}(?:[-:]\\d+)*|ghsa(?:-[0-9a-z]{4}){3}",
          Pattern.CASE_INSENSITIVE);

  private final VulnerabilityRecord vulnerability;

  /** Made when the first package needs them: most packages have no patches. */
  private @Nullable List<Naming> namings;

  NixpkgsEvidence(VulnerabilityRecord vulnerability) {
    this.vulnerability = vulnerability;
  }

  Optional<Judgement> find(NixPackage pkg) {
    if (saysNothing(pkg)) {
      return Optional.empty();
    }
    List<Naming> known = namings();
    return acknowledged(known, pkg).or(() -> patched(known, pkg));
  }

  private List<Naming> namings() {
    List<Naming> known = namings;
    if (known == null) {
      known = namings(vulnerability);
      namings = known;
    }
    return known;
  }

  /** True of most packages: asked before the patterns of a record's ids are compiled. */
  private static boolean saysNothing(NixPackage pkg) {
    return pkg.metadata().knownVulnerabilities().isEmpty()
        && (pkg.sources() == null || pkg.sources().patches().isEmpty());
  }

  private static Optional<Judgement> acknowledged(List<Naming> namings, NixPackage pkg) {
    for (String reason : pkg.metadata().knownVulnerabilities()) {
      for (Naming naming : namings) {
        if (naming.isIn(reason)) {
          return Optional.of(
              new Judgement(
                  Verdict.ACKNOWLEDGED,
                  ReasonCode.KNOWN_VULNERABILITY_NAMES_ID,
                  "meta.knownVulnerabilities names " + naming.id(),
                  ""));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Judgement> patched(List<Naming> namings, NixPackage pkg) {
    if (pkg.sources() == null) {
      return Optional.empty();
    }
    for (Patch patch : pkg.sources().patches()) {
      for (Naming naming : namings) {
        if (naming.isIn(patch) && !isRevert(patch)) {
          return Optional.of(
              new Judgement(
                  Verdict.PATCHED,
                  ReasonCode.PATCH_NAMES_ID,
                  "patch %s names %s".formatted(patch.name(), naming.id()),
                  ""));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isRevert(Patch patch) {
    return patch.name().toLowerCase(Locale.ROOT).contains("revert");
  }

  private static List<Naming> namings(VulnerabilityRecord vulnerability) {
    return Stream.concat(Stream.of(vulnerability.id()), vulnerability.aliases().stream())
        .filter(id -> ID.matcher(id).matches())
        .map(Naming::of)
        .toList();
  }

  /** An id with the ways in which file names write it: any case, dashes or underscores. */
  private record Naming(String id, Pattern spelling) {
    static Naming of(String id) {
      String spelled =
          Pattern.compile("[-_]")
              .splitAsStream(id)
              .map(Pattern::quote)
              .reduce((left, right) -> left + "[-_]" + right)
              .orElseThrow();
      // CVE-2023-1234 is not in CVE-2023-12345, but it is in CVE-2023-1234-2.patch.
      return new Naming(
          id,
          Pattern.compile("(?<![a-z0-9])" + spelled + "(?![a-z0-9])", Pattern.CASE_INSENSITIVE));
    }

    boolean isIn(String text) {
      return spelling.matcher(text).find();
    }

    boolean isIn(Patch patch) {
      return isIn(patch.name()) || patch.urls().stream().anyMatch(this::isIn);
    }
  }
}
