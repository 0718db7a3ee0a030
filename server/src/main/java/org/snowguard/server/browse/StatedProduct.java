package org.snowguard.server.browse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.record.AffectedEntry;
import org.snowguard.core.record.VersionStatement;
import org.snowguard.core.record.VersionStatus;

/**
 * A product that a record names, with its versions as stated.
 *
 * @param by who says so
 * @param name vendor and product, or the package's name
 * @param versions a line a statement
 * @param others further keys: package URL, repository, CPE names, platforms, files
 */
public record StatedProduct(
    String by, String name, String pointer, List<String> versions, List<String> others) {

  public StatedProduct {
    versions = List.copyOf(versions);
    others = List.copyOf(others);
  }

  static StatedProduct of(AffectedEntry entry) {
    List<String> versions = new ArrayList<>();
    entry.versions().forEach(statement -> versions.add(words(statement)));
    if (entry.defaultStatus() != null) {
      versions.add(
          (versions.isEmpty() ? "all versions: " : "all others: ") + words(entry.defaultStatus()));
    }
    String provider = entry.container().provider();
    return new StatedProduct(
        provider.isEmpty() ? entry.container().role().name() : provider,
        Stream.of(entry.vendor(), entry.product(), entry.packageName())
            .filter(Objects::nonNull)
            .distinct()
            .collect(Collectors.joining(" · ")),
        entry.pointer(),
        versions,
        others(entry));
  }

  private static List<String> others(AffectedEntry entry) {
    List<String> others = new ArrayList<>();
    add(others, "package URL", entry.packageUrl());
    add(others, "collection", entry.collectionUrl());
    add(others, "repository", entry.repo());
    add(others, "CPE", joined(entry.cpes()));
    add(others, "platforms", joined(entry.platforms()));
    add(others, "modules", joined(entry.modules()));
    add(others, "files", joined(entry.programFiles()));
    return others;
  }

  private static @Nullable String joined(List<String> texts) {
    return texts.isEmpty() ? null : String.join(", ", texts);
  }

  private static void add(List<String> others, String name, @Nullable String value) {
    if (value != null) {
      others.add(name + ": " + value);
    }
  }

  /** {@code from 1.0 before 1.0.5 (semver): affected}. */
  static String words(VersionStatement statement) {
    StringBuilder words = new StringBuilder();
    boolean range = statement.isRange();
    if (!statement.version().isEmpty()) {
      words
          .append(range && !statement.version().startsWith(">") ? "from " : "")
          .append(statement.version());
    }
    if (statement.lessThan() != null) {
      words.append(" before ").append(statement.lessThan());
    }
    if (statement.lessThanOrEqual() != null) {
      words.append(" up to ").append(statement.lessThanOrEqual());
    }
    if (statement.versionType() != null) {
      words.append(" (").append(statement.versionType()).append(')');
    }
    words.append(": ").append(words(statement.status()));
    statement
        .changes()
        .forEach(
            change ->
                words
                    .append(", from ")
                    .append(change.at())
                    .append(' ')
                    .append(words(change.status())));
    return words.toString().strip();
  }

  private static String words(VersionStatus status) {
    return status.name().toLowerCase(Locale.ROOT);
  }
}
