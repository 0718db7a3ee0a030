package org.snowguard.core.verdict;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.snowguard.core.record.AffectedEntry;

/** An entry with its statements read, and what it says of the version. */
record ReadEntry(AffectedEntry entry, List<Statement> statements, Opinion opinion) {
  private static final Pattern AND = Pattern.compile("\\band\\b|&");

  static ReadEntry of(AffectedEntry entry, List<Statement> statements, SubjectVersion version) {
    return new ReadEntry(entry, statements, EntryRule.opinion(entry, statements, version));
  }

  List<Interval> affectedIntervals() {
    return EntryRule.affectedIntervals(statements);
  }

  boolean isSameProduct(ReadEntry other) {
    return name().equals(other.name()) && entry.platforms().equals(other.entry.platforms());
  }

  boolean namesSeveralProducts() {
    String product = entry.product();
    int comma = product == null ? -1 : product.indexOf(',');
    return product != null
        && comma >= 0
        && comma + 2 <= product.length()
        && AND.matcher(product).find(comma + 2);
  }

  private String name() {
    String product = Objects.requireNonNullElse(entry.product(), entry.packageName());
    return String.valueOf(product).toLowerCase(Locale.ROOT);
  }
}
