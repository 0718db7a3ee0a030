package org.snowguard.core.record;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which records speak of one vulnerability. Two CVE ids are never united: a record that aliases
 * several is evidence for each. Records without a CVE id are united through any id that they share;
 * if one of those ids leads to a CVE, they are evidence for it, else a vulnerability of their own.
 * The order in which records are given does not matter.
 */
public final class FlawUnion {
  private final NavigableMap<String, SourceRecord> nvd = new TreeMap<>();
  private final NavigableMap<String, NavigableSet<SourceRecord>> byCve = new TreeMap<>();
  private final List<Family> families;
  private final Map<String, Family> familyByName = new HashMap<>();
  private final int withdrawn;

  /** Records without a CVE id that are one flaw. */
  private static final class Family {
    private final NavigableSet<SourceRecord> records = new TreeSet<>(SourceRecord.ORDER);

    /** Their ids and aliases. */
    private final NavigableSet<String> names = new TreeSet<>();

    /** The CVE ids that other records give to one of the names. */
    private final NavigableSet<String> cves = new TreeSet<>();
  }

  private FlawUnion(Collection<SourceRecord> records) {
    List<SourceRecord> standing =
        records.stream().filter(one -> one.record().state() == RecordState.PUBLISHED).toList();
    withdrawn = records.size() - standing.size();
    List<SourceRecord> withoutCve = new ArrayList<>();
    for (SourceRecord one : standing) {
      NavigableSet<String> cves = cvesOf(one.record());
      if (one.source() == RecordSource.NVD) {
        nvd.put(one.record().id(), one);
      } else if (cves.isEmpty()) {
        withoutCve.add(one);
      } else {
        cves.forEach(
            cve -> byCve.computeIfAbsent(cve, _ -> new TreeSet<>(SourceRecord.ORDER)).add(one));
      }
    }
    families = families(withoutCve);
    families.forEach(family -> family.names.forEach(name -> familyByName.put(name, family)));
    byCve.forEach((cve, naming) -> naming.forEach(one -> lendCve(cve, one.record())));
  }

  /**
   * Reads which of the records belong together.
   *
   * @param records of OSV and the NVD, each id of a source once; the CVE list's own are given to
   *     {@link #united} one by one
   */
  public static FlawUnion of(Collection<SourceRecord> records) {
    return new FlawUnion(records);
  }

  /** Records that were left out because their source took them back. */
  public int withdrawn() {
    return withdrawn;
  }

  /**
   * Records of OSV whose every CVE id is rejected: they are evidence for nothing that stands.
   *
   * @param rejected ids of the rejected records of the CVE list
   */
  public long onlyOf(Set<String> rejected) {
    return byCve.values().stream()
        .flatMap(Collection::stream)
        .distinct()
        .filter(one -> rejected.containsAll(cvesOf(one.record())))
        .count();
  }

  /** The vulnerability of a CVE record: what it says, with what all others say of it. */
  public VulnerabilityRecord united(VulnerabilityRecord own) {
    return Flaw.merged(own.id(), sources(own), this::isAboutOne);
  }

  /** The records of a vulnerability that has one in the CVE list, that one first. */
  public List<SourceRecord> sources(VulnerabilityRecord own) {
    NavigableSet<SourceRecord> sources = others(own.id(), own.aliases());
    sources.add(new SourceRecord(RecordSource.CVE, own));
    return List.copyOf(sources);
  }

  /**
   * The vulnerabilities that have no record in the CVE list, by id.
   *
   * @param own ids of the CVE records there are
   * @param named aliases that those records give
   */
  public NavigableMap<String, List<SourceRecord>> withoutOwnRecord(
      Set<String> own, Set<String> named) {
    NavigableMap<String, List<SourceRecord>> found = new TreeMap<>();
    NavigableSet<String> cves = new TreeSet<>(byCve.keySet());
    cves.addAll(nvd.keySet());
    cves.removeAll(own);
    cves.forEach(cve -> found.put(cve, List.copyOf(others(cve, List.of()))));
    for (Family family : families) {
      if (family.cves.isEmpty() && family.names.stream().noneMatch(named::contains)) {
        found.put(family.records.first().record().id(), List.copyOf(family.records));
      }
    }
    return found;
  }

  /** The vulnerability that records without one of the CVE list make. */
  public VulnerabilityRecord united(String id, List<SourceRecord> sources) {
    return Flaw.merged(id, sources, this::isAboutOne);
  }

  private NavigableSet<SourceRecord> others(String cve, Collection<String> aliases) {
    NavigableSet<SourceRecord> others = new TreeSet<>(SourceRecord.ORDER);
    others.addAll(byCve.getOrDefault(cve, new TreeSet<>(SourceRecord.ORDER)));
    for (Family family : families(cve, aliases)) {
      others.addAll(family.records);
    }
    SourceRecord ofNvd = nvd.get(cve);
    if (ofNvd != null) {
      others.add(ofNvd);
    }
    return others;
  }

  private List<Family> families(String cve, Collection<String> aliases) {
    NavigableMap<String, Family> found = new TreeMap<>();
    for (String alias : aliases) {
      Family family = familyByName.get(alias);
      if (family != null) {
        found.put(family.names.first(), family);
      }
    }
    NavigableSet<SourceRecord> naming = byCve.get(cve);
    if (naming != null) {
      for (SourceRecord one : naming) {
        namesOf(one.record()).stream()
            .filter(familyByName::containsKey)
            .map(name -> Objects.requireNonNull(familyByName.get(name)))
            .forEach(family -> found.put(family.names.first(), family));
      }
    }
    return List.copyOf(found.values());
  }

  private void lendCve(String cve, VulnerabilityRecord naming) {
    for (String name : namesOf(naming)) {
      Family family = familyByName.get(name);
      if (family != null) {
        family.cves.add(cve);
      }
    }
  }

  /** Whether a record's ids are names of one vulnerability alone. */
  private boolean isAboutOne(VulnerabilityRecord record) {
    Family family = familyByName.get(record.id());
    return (family != null ? family.cves : cvesOf(record)).size() <= 1;
  }

  private static List<Family> families(List<SourceRecord> records) {
    Map<String, Family> byName = new HashMap<>();
    for (SourceRecord one : records.stream().sorted(SourceRecord.ORDER).toList()) {
      Family family = new Family();
      family.records.add(one);
      family.names.addAll(namesOf(one.record()));
      for (String name : namesOf(one.record())) {
        Family other = byName.get(name);
        if (other != null && other != family) {
          family.records.addAll(other.records);
          family.names.addAll(other.names);
        }
        family.names.forEach(of -> byName.put(of, family));
      }
    }
    return byName.values().stream()
        .collect(
            () -> new TreeMap<String, Family>(Comparator.naturalOrder()),
            (all, family) -> all.put(family.names.first(), family),
            TreeMap::putAll)
        .values()
        .stream()
        .toList();
  }

  private static NavigableSet<String> cvesOf(VulnerabilityRecord record) {
    NavigableSet<String> cves = new TreeSet<>();
    record.aliases().stream().filter(FlawUnion::isCve).forEach(cves::add);
    if (isCve(record.id())) {
      cves.add(record.id());
    }
    return cves;
  }

  private static NavigableSet<String> namesOf(VulnerabilityRecord record) {
    NavigableSet<String> names = new TreeSet<>(record.aliases());
    names.add(record.id());
    names.removeIf(FlawUnion::isCve);
    return names;
  }

  static boolean isCve(String id) {
    return id.startsWith("CVE-");
  }
}
