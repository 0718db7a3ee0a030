package org.snowguard.core.match;

import java.util.List;
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
}
