package org.snowguard.core.verdict;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.record.AffectedEntry;
import org.snowguard.core.record.Container;
import org.snowguard.core.version.Order;
import org.snowguard.core.version.VersionScheme;

/**
 * From its second major version on, a project in Go is another module with that version in its path
 * (go.dev/ref/mod, major version suffixes). Where a record names several of them, the one without a
 * suffix says "every version" of a module that ended, and nothing of what came after it. Where it
 * has bounds beyond that end, its releases went on without a module ({@code +incompatible}).
 */
final class ModuleMajors {
  private static final String REGISTRY = "https://pkg.go.dev";
  private static final Pattern MODULE = Pattern.compile("(.+?)(?:/v(\\d{1,9}))?");

  private static final Pattern FIRST_NUMBER = Pattern.compile("v?(\\d{1,9})(?!\\d)");

  private final Map<String, NavigableSet<Integer>> majors = new HashMap<>();

  ModuleMajors(List<AffectedEntry> entries) {
    for (AffectedEntry entry : entries) {
      Matcher module = module(entry);
      if (module != null) {
        majors.computeIfAbsent(module.group(1), _ -> new TreeSet<>()).add(major(module));
      }
    }
  }

  /**
   * Whether an entry may speak of a version: it is of no module, or of no later one for certain.
   */
  boolean reach(AffectedEntry entry, SubjectVersion version) {
    Matcher module = majors.isEmpty() ? null : module(entry);
    NavigableSet<Integer> known = module == null ? null : majors.get(module.group(1));
    Integer next = module == null || known == null ? null : known.higher(major(module));
    if (next == null || !isOpen(entry, next)) {
      return true;
    }
    Order order = version.compare(Bound.at(next.toString(), VersionScheme.GENERIC, true));
    return order == Order.LESS || order == Order.UNKNOWN;
  }

  /** Whether an entry says "every version", or every one from a release of its own major on. */
  private static boolean isOpen(AffectedEntry entry, int next) {
    return entry.versions().stream()
        .allMatch(
            one ->
                one.lessThan() == null
                    && "*".equals(one.lessThanOrEqual())
                    && isBefore(one.version(), next));
  }

  private static boolean isBefore(String version, int major) {
    Matcher first = FIRST_NUMBER.matcher(version);
    return first.lookingAt() && Integer.parseInt(first.group(1)) < major;
  }

  private static @Nullable Matcher module(AffectedEntry entry) {
    String name = entry.packageName();
    if (name == null
        || entry.container().role() != Container.Role.OSV
        || !REGISTRY.equals(entry.collectionUrl())) {
      return null;
    }
    Matcher module = MODULE.matcher(name);
    return module.matches() ? module : null;
  }

  private static int major(Matcher module) {
    String version = module.group(2);
    return version == null ? 1 : Integer.parseInt(version);
  }
}
