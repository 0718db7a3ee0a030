package org.snowguard.bench.matching;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.snowguard.core.cpe.CpeName;
import org.snowguard.core.match.Tier;
import org.snowguard.core.nixpkgs.ChannelPackages;
import org.snowguard.core.nixpkgs.NixPackage;
import org.snowguard.core.project.ProjectGroup;
import org.snowguard.core.record.AffectedEntry;
import org.snowguard.core.record.VulnerabilityRecord;

/**
 * Simpler rules, for comparison. They know names alone; what they find is folded into our projects,
 * which flatters them: they would show each attribute by itself.
 */
public final class Baseline {
  /** The incumbent tracker gives a record up that fits more derivations than this. */
  private static final int MOST_DERIVATIONS = 1_000;

  private final Map<String, Set<String>> attributesByDerivation = new HashMap<>();
  private final Map<String, Set<String>> attributesByName = new HashMap<>();
  private final Map<String, Set<String>> attributesBySquashedName = new HashMap<>();
  private final Map<String, String> projectOf = new HashMap<>();

  public Baseline(ChannelPackages channel, List<ProjectGroup> projects) {
    for (NixPackage one : channel.packages()) {
      add(attributesByDerivation, lower(one.name()), one);
      add(attributesByName, lower(one.pname()), one);
      add(attributesBySquashedName, squashed(one.pname()), one);
    }
    for (ProjectGroup project : projects) {
      project.attributes().forEach(attribute -> projectOf.put(attribute, project.key()));
    }
  }

  /**
   * The incumbent tracker's rule: product or package name is, in any case, a substring of the
   * derivation's name; a record that fits too many derivations is dropped.
   */
  public List<Shown> substring(VulnerabilityRecord record) {
    Set<String> wanted = new HashSet<>();
    names(record).forEach(name -> wanted.add(lower(name)));
    Set<String> attributes = new TreeSet<>();
    attributesByDerivation.forEach(
        (name, own) -> {
          if (wanted.stream().anyMatch(name::contains)) {
            attributes.addAll(own);
          }
        });
    return attributes.size() > MOST_DERIVATIONS ? List.of() : folded(attributes);
  }

  /** The product of a CPE name is the package's name. */
  public List<Shown> cpeProduct(VulnerabilityRecord record) {
    Set<String> attributes = new TreeSet<>();
    for (AffectedEntry entry : record.affected()) {
      for (String cpe : entry.cpes()) {
        CpeName name = CpeName.of(cpe);
        if (name != null) {
          String product = lower(name.product());
          attributes.addAll(attributesByName.getOrDefault(product, Set.of()));
        }
      }
    }
    return folded(attributes);
  }

  /** Product or package name and the package's name have the same letters and digits. */
  public List<Shown> equalNames(VulnerabilityRecord record) {
    Set<String> attributes = new TreeSet<>();
    for (String name : names(record)) {
      attributes.addAll(attributesBySquashedName.getOrDefault(squashed(name), Set.of()));
    }
    return folded(attributes);
  }

  private List<Shown> folded(Set<String> attributes) {
    Map<String, Set<String>> byProject = new TreeMap<>();
    for (String attribute : attributes) {
      byProject
          .computeIfAbsent(projectOf.getOrDefault(attribute, attribute), key -> new TreeSet<>())
          .add(attribute);
    }
    List<Shown> shown = new ArrayList<>();
    // A rule without degrees is always sure.
    byProject.forEach((project, own) -> shown.add(new Shown(project, own, Tier.LIKELY)));
    return shown;
  }

  private static Set<String> names(VulnerabilityRecord record) {
    Set<String> names = new TreeSet<>();
    for (AffectedEntry entry : record.affected()) {
      for (String name : new String[] {entry.product(), entry.packageName()}) {
        if (name != null && !squashed(name).isEmpty() && !squashed(name).equals("na")) {
          names.add(name);
        }
      }
    }
    return names;
  }

  private static void add(Map<String, Set<String>> index, String key, NixPackage one) {
    index.computeIfAbsent(key, k -> new TreeSet<>()).add(one.attribute());
  }

  private static String squashed(String name) {
    StringBuilder letters = new StringBuilder(name.length());
    lower(name).codePoints().filter(Character::isLetterOrDigit).forEach(letters::appendCodePoint);
    return letters.toString();
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
