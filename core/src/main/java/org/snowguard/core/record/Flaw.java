package org.snowguard.core.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Several records read as one: the first says what the flaw is, all say where it is. Pointers say
 * which record they lead into.
 */
final class Flaw {
  private Flaw() {}

  /**
   * Merges.
   *
   * @param sources in the order of {@link SourceRecord#ORDER}, at least one
   * @param isAboutOne whether a record's ids are names of this vulnerability alone
   */
  static VulnerabilityRecord merged(
      String id, List<SourceRecord> sources, Predicate<VulnerabilityRecord> isAboutOne) {
    SourceRecord first = sources.getFirst();
    if (sources.size() == 1 && first.source() == RecordSource.CVE) {
      return first.record();
    }
    List<VulnerabilityRecord> all = sources.stream().map(SourceRecord::pointing).toList();
    VulnerabilityRecord own = all.getFirst();
    VulnerabilityRecord telling =
        all.stream().filter(one -> !one.description().isBlank()).findFirst().orElse(own);
    return new VulnerabilityRecord(
        id,
        aliases(id, sources, isAboutOne),
        own.state(),
        own.assigner(),
        first.source() == RecordSource.CVE ? own.title() : telling.title(),
        telling.description(),
        telling.descriptionPointer(),
        first.source() == RecordSource.CVE && own.published() != null
            ? own.published()
            : moment(all, VulnerabilityRecord::published, Comparator.naturalOrder()),
        moment(all, VulnerabilityRecord::updated, Comparator.reverseOrder()),
        all.stream().map(VulnerabilityRecord::affected).flatMap(Collection::stream).toList(),
        references(all),
        all.stream().map(VulnerabilityRecord::cvss).flatMap(Collection::stream).toList(),
        all.stream()
            .map(VulnerabilityRecord::weaknesses)
            .flatMap(Collection::stream)
            .distinct()
            .sorted()
            .toList(),
        own.tags(),
        own.ssvc(),
        own.knownExploitedSince());
  }

  /** An advisory on several flaws is no other name of one of them. */
  private static List<String> aliases(
      String id, List<SourceRecord> sources, Predicate<VulnerabilityRecord> isAboutOne) {
    TreeSet<String> aliases = new TreeSet<>();
    for (SourceRecord one : sources) {
      VulnerabilityRecord record = one.record();
      if (one.source() == RecordSource.CVE) {
        aliases.addAll(record.aliases());
      } else if (isAboutOne.test(record)) {
        aliases.add(record.id());
        record.aliases().stream().filter(name -> !FlawUnion.isCve(name)).forEach(aliases::add);
      }
    }
    aliases.remove(id);
    return List.copyOf(aliases);
  }

  /** Each link once, where it stands first, with the tags of all its mentions. */
  private static List<Reference> references(List<VulnerabilityRecord> all) {
    Map<String, Reference> byUrl = new LinkedHashMap<>();
    for (VulnerabilityRecord one : all) {
      for (Reference link : one.references()) {
        byUrl.merge(link.url(), link, Flaw::withTags);
      }
    }
    return List.copyOf(byUrl.values());
  }

  private static Reference withTags(Reference first, Reference other) {
    List<String> tags = new ArrayList<>(first.tags());
    other.tags().stream().filter(tag -> !tags.contains(tag)).forEach(tags::add);
    return new Reference(first.pointer(), first.url(), tags);
  }

  private static @Nullable Instant moment(
      List<VulnerabilityRecord> all,
      Function<VulnerabilityRecord, @Nullable Instant> which,
      Comparator<Instant> order) {
    return all.stream().map(which).filter(Objects::nonNull).min(order).orElse(null);
  }
}
