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
  /**
   * Of how many that have to hold together each is asked about the others: real groups have a few,
   * and the pairs of a hostile one grow with its square. Beyond, the others are taken as met.
   */
  private static final int MOST_TOGETHER = 100;

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
    List<CpeCondition> ofNodes =
        isAnd(configuration) && nodes.size() <= MOST_TOGETHER
            ? nodes.stream().map(node -> condition(node, matches(node))).toList()
            : List.of();
    for (int i = 0; i < nodes.size(); i++) {
      if (!nodes.get(i).get("negate").isTrue()) {
        addMatches(container, nodes.get(i), without(ofNodes, i), entries);
      }
    }
  }

  private static void addMatches(
      Container container, Located node, List<CpeCondition> ofOthers, List<AffectedEntry> entries) {
    List<Located> matches = matches(node);
    boolean together = isAnd(node) && matches.size() > 1 && matches.size() <= MOST_TOGETHER;
    for (int i = 0; i < matches.size(); i++) {
      Located match = matches.get(i);
      String criteria = match.text("criteria");
      CpeName name = criteria == null ? null : CpeName.of(criteria);
      if (criteria == null || name == null || !match.get("vulnerable").isTrue()) {
        continue;
      }
      List<CpeCondition> conditions = new ArrayList<>(ofOthers);
      if (together) {
        conditions.add(condition(node, without(matches, i)));
      }
      entries.add(entry(container, match, criteria, name, conditions));
    }
  }

  private static <T> List<T> without(List<T> all, int index) {
    List<T> others = new ArrayList<>(all);
    if (index < others.size()) {
      others.remove(index);
    }
    return others;
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
    // CVE JSON has no exclusive start. As text it is read all the same, while a version named as
    // unaffected would be said of that version against every other source.
    String start = from != null ? from : after != null ? "> " + after : "";
    // A range without an end is one up to '*' (CVE JSON 5, definitions/product, lessThanOrEqual).
    String upTo = before == null && to == null ? "*" : to;
    return List.of(statement(start, VersionStatus.AFFECTED, before, upTo));
  }

  private static VersionStatement statement(
      String version, VersionStatus status, @Nullable String lessThan, @Nullable String upTo) {
    return new VersionStatement(version, status, lessThan, upTo, null, List.of());
  }
}
