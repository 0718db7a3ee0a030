package org.snowguard.formats.cpe;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.cpe.CpeName;
import org.snowguard.core.record.AffectedEntry;
import org.snowguard.core.record.Container;
import org.snowguard.core.record.CpeCondition;
import org.snowguard.core.record.VersionStatement;
import org.snowguard.core.record.VersionStatus;
import org.snowguard.formats.json.Located;

/**
 * Configurations of the NVD (API 2.0, {@code configurations[]}): an entry for each match that is
 * vulnerable, with the other nodes of its AND group as conditions. Negated nodes and configurations
 * name no product of their own.
 */
public final class CpeConfigurations {
  private CpeConfigurations() {}

  /** Every product named, whatever the rest of the text looks like. */
  public static List<AffectedEntry> entries(Container container, Located configurations) {
    List<AffectedEntry> entries = new ArrayList<>();
    for (Located configuration : configurations.itemsOrSelf()) {
      if (!configuration.get("negate").isTrue()) {
        addNodes(container, configuration, entries);
      }
    }
    return entries;
  }

  private static void addNodes(
      Container container, Located configuration, List<AffectedEntry> entries) {
    List<Located> nodes = configuration.get("nodes").itemsOrSelf();
    boolean together = isAnd(configuration);
    for (Located node : nodes) {
      if (node.get("negate").isTrue()) {
        continue;
      }
      List<CpeCondition> conditions = new ArrayList<>();
      if (together) {
        nodes.stream()
            .filter(other -> !other.step().equals(node.step()))
            .forEach(other -> conditions.add(condition(other, matches(other))));
      }
      addMatches(container, node, conditions, entries);
    }
  }

  private static void addMatches(
      Container container, Located node, List<CpeCondition> ofOthers, List<AffectedEntry> entries) {
    List<Located> matches = matches(node);
    for (Located match : matches) {
      String criteria = match.text("criteria");
      CpeName name = criteria == null ? null : CpeName.of(criteria);
      if (criteria == null || name == null || !match.get("vulnerable").isTrue()) {
        continue;
      }
      List<CpeCondition> conditions = new ArrayList<>(ofOthers);
      List<Located> besides =
          matches.stream().filter(other -> !other.step().equals(match.step())).toList();
      if (isAnd(node) && !besides.isEmpty()) {
        conditions.add(condition(node, besides));
      }
      entries.add(entry(container, match, criteria, name, conditions));
    }
  }

  private static CpeCondition condition(Located node, List<Located> matches) {
    List<String> criteria = new ArrayList<>();
    for (Located match : matches) {
      String name = match.text("criteria");
      if (name != null) {
        criteria.add(name);
      }
    }
    return new CpeCondition(isAnd(node), node.get("negate").isTrue(), criteria);
  }

  private static List<Located> matches(Located node) {
    return node.get("cpeMatch").itemsOrSelf();
  }

  private static boolean isAnd(Located group) {
    String operator = group.text("operator");
    return operator != null && operator.strip().toUpperCase(Locale.ROOT).equals("AND");
  }

  private static AffectedEntry entry(
      Container container,
      Located match,
      String criteria,
      CpeName name,
      List<CpeCondition> conditions) {
    List<VersionStatement> versions = versions(container, match, name);
    return new AffectedEntry(
        match.pointer(),
        container,
        name.vendor(),
        name.product(),
        null,
        null,
        null,
        null,
        List.of(criteria),
        List.of(),
        List.of(),
        List.of(),
        versions,
        versions.isEmpty() ? VersionStatus.AFFECTED : null,
        conditions);
  }

  /**
   * Empty when the match bounds nothing. The NVD analyses each record, so its {@code *} without
   * bounds says "every version"; in a container of a CVE record it is what a form leaves open.
   */
  private static List<VersionStatement> versions(Container container, Located match, CpeName name) {
    String from = match.text("versionStartIncluding");
    String after = match.text("versionStartExcluding");
    String before = match.text("versionEndExcluding");
    String to = match.text("versionEndIncluding");
    boolean unbounded = from == null && after == null && before == null && to == null;
    if (unbounded) {
      boolean every = container.role() == Container.Role.NVD && name.version().equals("*");
      return name.hasVersion() || every
          ? List.of(statement(name.versionWithUpdate(), VersionStatus.AFFECTED, null, null))
          : List.of();
    }
    String start = from != null ? from : after != null ? after : "";
    // A range without an end is one up to '*' (CVE JSON 5, definitions/product, lessThanOrEqual).
    String upTo = before == null && to == null ? "*" : to;
    VersionStatement range = statement(start, VersionStatus.AFFECTED, before, upTo);
    // CVE JSON has no exclusive start: the version itself is named as unaffected.
    return from == null && after != null
        ? List.of(statement(after, VersionStatus.UNAFFECTED, null, null), range)
        : List.of(range);
  }

  private static VersionStatement statement(
      String version, VersionStatus status, @Nullable String lessThan, @Nullable String upTo) {
    return new VersionStatement(version, status, lessThan, upTo, null, List.of());
  }
}
