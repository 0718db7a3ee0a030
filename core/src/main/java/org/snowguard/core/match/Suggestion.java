package org.snowguard.core.match;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.verdict.PackageVerdict;

/**
 * A proposed link between a vulnerability and a project, with a verdict for each of its packages.
 *
 * @param id id of the vulnerability's record
 * @param cve the CVE id, or null when it has none
 * @param aliases other ids, sorted
 * @param project key of the group ({@link org.snowguard.core.project.ProjectGroup#key})
 * @param attributes the attributes the record speaks of, sorted: those of the group, or a part of
 *     them
 * @param probability 0 to 1, rounded to four decimals
 * @param evidence what speaks for it, by falling weight, then kind, value, pointer
 * @param against what speaks against it, by rising weight, then kind, value, pointer
 * @param algorithm version of the algorithm and its data files
 * @param packages by channel in the order given, then attribute
 */
public record Suggestion(
    String id,
    @Nullable String cve,
    List<String> aliases,
    String project,
    @Nullable String variantOf,
    List<String> attributes,
    double probability,
    Tier tier,
    List<Evidence> evidence,
    List<Evidence> against,
    int algorithm,
    List<PackageVerdict> packages) {
  public Suggestion {
    aliases = List.copyOf(aliases);
    attributes = List.copyOf(attributes);
    evidence = List.copyOf(evidence);
    against = List.copyOf(against);
    packages = List.copyOf(packages);
  }

  /**
   * The name by which lessons of people put it into the weak tier; empty where it would be there
   * without them.
   */
  public Optional<String> foldedBy() {
    return tier == Tier.WEAK
        ? against.stream()
            .filter(one -> one.kind().equals("learned_anti_alias"))
            .filter(one -> withoutEvidence(one) >= Tier.POSSIBLE.atLeast())
            .map(one -> one.value().substring(one.value().indexOf(": ") + 2))
            .findFirst()
        : Optional.empty();
  }

  private double withoutEvidence(Evidence one) {
    double logit = Math.log(probability / (1 - probability)) - one.weight();
    return 1 / (1 + Math.exp(-logit));
  }
}
