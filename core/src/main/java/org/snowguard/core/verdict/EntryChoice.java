package org.snowguard.core.verdict;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BiPredicate;
import org.snowguard.core.record.AffectedEntry;
import org.snowguard.core.record.VulnerabilityRecord;

/**
 * Which entries of a record speak of a project, told from names alone: for callers that know which
 * project a record is about and have no match at hand.
 */
public final class EntryChoice {
  private static final int SHORTEST_PART = 3;

  private EntryChoice() {}

  /**
   * Entries whose product, package name or CPE is one of the names; if there are none, those where
   * one is a part of the other; if there are none either, all.
   */
  public static List<AffectedEntry> named(
      VulnerabilityRecord vulnerability, Collection<String> names) {
    List<String> wanted = names.stream().map(EntryChoice::squashed).distinct().toList();
    List<AffectedEntry> equal = matching(vulnerability, wanted, String::equals);
    if (!equal.isEmpty()) {
      return withEditions(vulnerability, equal);
    }
    List<AffectedEntry> similar = matching(vulnerability, wanted, EntryChoice::isPartOfOther);
    return similar.isEmpty() ? vulnerability.affected() : similar;
  }

  /**
   * "Firefox ESR" belongs to "Firefox": which edition counts is decided with the package at hand.
   */
  private static List<AffectedEntry> withEditions(
      VulnerabilityRecord vulnerability, List<AffectedEntry> equal) {
    return vulnerability.affected().stream()
        .filter(
            entry ->
                equal.contains(entry)
                    || (Editions.isExtendedSupport(entry)
                        && equal.stream().anyMatch(other -> isEditionOf(entry, other))))
        .toList();
  }

  private static boolean isEditionOf(AffectedEntry edition, AffectedEntry entry) {
    String product = squashed(Objects.requireNonNullElse(entry.product(), ""));
    return !product.isEmpty()
        && squashed(Objects.requireNonNullElse(edition.product(), "")).startsWith(product);
  }

  private static List<AffectedEntry> matching(
      VulnerabilityRecord vulnerability,
      List<String> wanted,
      BiPredicate<String, String> equality) {
    return vulnerability.affected().stream()
        .filter(
            entry ->
                names(entry).stream()
                    .anyMatch(name -> wanted.stream().anyMatch(w -> equality.test(name, w))))
        .toList();
  }

  private static boolean isPartOfOther(String left, String right) {
    return Math.min(left.length(), right.length()) >= SHORTEST_PART
        && (left.contains(right) || right.contains(left));
  }

  private static List<String> names(AffectedEntry entry) {
    List<String> names = new ArrayList<>();
    for (String name : new String[] {entry.product(), entry.packageName()}) {
      if (name != null) {
        names.add(squashed(name));
        names.add(squashed(name.substring(name.lastIndexOf('/') + 1)));
      }
    }
    for (String cpe : entry.cpes()) {
      String[] parts = cpe.split(":", -1);
      if (cpe.startsWith("cpe:2.3:") && parts.length > 4) {
        names.add(squashed(parts[4]));
      }
    }
    names.removeIf(name -> name.isEmpty() || name.equals("na"));
    return names;
  }

  private static String squashed(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{Alnum}+]", "");
  }
}
