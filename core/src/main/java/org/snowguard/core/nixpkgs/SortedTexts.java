package org.snowguard.core.nixpkgs;

import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;

/**
 * An immutable set of texts in their natural order, over one array: ninety thousand packages name
 * four million platforms in some hundred combinations, so equal sets are worth sharing and small
 * ones cheap.
 */
public final class SortedTexts extends AbstractSet<String> {
  private static final SortedTexts EMPTY = new SortedTexts(new String[0]);

  private final String[] texts;
  private final int hash;

  private SortedTexts(String[] texts) {
    this.texts = texts;
    this.hash = super.hashCode();
  }

  /** The same instance where {@code texts} is one of these already. */
  public static SortedTexts copyOf(Collection<String> texts) {
    if (texts instanceof SortedTexts sorted) {
      return sorted;
    }
    return texts.isEmpty()
        ? EMPTY
        : new SortedTexts(texts.stream().sorted().distinct().toArray(String[]::new));
  }

  @Override
  public Iterator<String> iterator() {
    return List.of(texts).iterator();
  }

  @Override
  public int size() {
    return texts.length;
  }

  @Override
  public boolean contains(Object candidate) {
    return candidate instanceof String text && Arrays.binarySearch(texts, text) >= 0;
  }

  @Override
  public boolean equals(Object other) {
    return this == other || super.equals(other);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
