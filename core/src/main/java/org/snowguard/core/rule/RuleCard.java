package org.snowguard.core.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.verdict.Verdict;

/**
 * A card as rules look at it.
 *
 * @param score CVSS as the source said, null where none did
 * @param vector the vector's elements in words; each null where the record has none
 * @param packages those in supported primary channels that stand on the card
 */
public record RuleCard(
    @Nullable Double score, Vector vector, boolean knownExploited, List<CardPackage> packages) {

  public RuleCard {
    packages = List.copyOf(packages);
  }

  /** {@code network}, {@code low}, {@code none}, {@code required}: as the queue filters by them. */
  public record Vector(
      @Nullable String attack,
      @Nullable String complexity,
      @Nullable String privileges,
      @Nullable String interaction) {}

  /**
   * A package of the card.
   *
   * @param fixedVersion the version to go to, where the record names one
   */
  public record CardPackage(Verdict verdict, @Nullable String fixedVersion) {}

  /** Whether there is something to wait for, and the record says for which version in each case. */
  boolean isFixedVersionKnown() {
    List<CardPackage> open = packages.stream().filter(found -> found.verdict().isOpen()).toList();
    return !open.isEmpty()
        && open.stream()
            .allMatch(found -> found.verdict() == Verdict.AFFECTED && found.fixedVersion() != null);
  }
}
