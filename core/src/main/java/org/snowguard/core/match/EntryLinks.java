package org.snowguard.core.match;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.nixpkgs.NixPackage;
import org.snowguard.core.record.AffectedEntry;
import org.snowguard.core.record.Container;
import org.snowguard.core.record.VulnerabilityRecord;

/**
 * Which entries of a record speak of a project: only their versions decide whether it is affected.
 */
final class EntryLinks {
  private final GenericWords generic;

  EntryLinks(GenericWords generic) {
    this.generic = generic;
  }

  List<AffectedEntry> of(
      VulnerabilityRecord vulnerability, RecordClaims claims, Candidate candidate) {
    Set<String> said = enclosing(pointers(claims, candidate));
    List<AffectedEntry> entries = vulnerability.affected();
    Set<EntryIdentity> identities = new HashSet<>();
    for (int i = 0; i < entries.size(); i++) {
      if (said.contains(entries.get(i).pointer())) {
        identities.add(claims.identities().get(i));
      }
    }
    List<AffectedEntry> named = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      AffectedEntry entry = entries.get(i);
      if (identities.contains(claims.identities().get(i))
          || SpokenEntries.isOwnModule(entry, candidate.profile())) {
        named.add(entry);
      }
    }
    List<AffectedEntry> linked =
        SpokenEntries.of(
            withoutOtherVendors(named, candidate.profile()), candidate, aliasPointers(candidate));
    return linked.isEmpty() ? entries.stream().filter(this::namesNothing).toList() : linked;
  }

  /**
   * A source that lists one product of two vendors tells two products apart: the vendor that owns
   * the project's repository, site or CPE is meant, and the other's versions are not the project's.
   */
  private static List<AffectedEntry> withoutOtherVendors(
      List<AffectedEntry> linked, ProjectProfile profile) {
    if (linked.stream().map(AffectedEntry::vendor).distinct().count() < 2) {
      return linked;
    }
    Map<OfSource, Set<String>> owners = new HashMap<>();
    Set<AffectedEntry> own = Collections.newSetFromMap(new IdentityHashMap<>());
    for (AffectedEntry entry : linked) {
      VendorName vendor = VendorName.of(entry.vendor());
      if (vendor != null && profile.isKeptBy(vendor)) {
        own.add(entry);
        OfSource product = OfSource.of(entry);
        if (product != null) {
          owners.computeIfAbsent(product, _ -> new HashSet<>()).add(vendor.whole());
        }
      }
    }
    return linked.stream()
        .filter(entry -> own.contains(entry) || !isOfAnotherVendor(entry, owners))
        .toList();
  }

  /** A product as one source names it, whatever the vendor. */
  private record OfSource(Container source, String product) {
    static @Nullable OfSource of(AffectedEntry entry) {
      String product = entry.product();
      return product == null ? null : new OfSource(entry.container(), NameKeys.squash(product));
    }
  }

  private static boolean isOfAnotherVendor(AffectedEntry entry, Map<OfSource, Set<String>> owners) {
    VendorName vendor = VendorName.of(entry.vendor());
    OfSource product = OfSource.of(entry);
    Set<String> known = product == null ? null : owners.get(product);
    return vendor != null
        && known != null
        && known.stream().anyMatch(owner -> !owner.equals(vendor.whole()));
  }

  /**
   * Entries whose product, package name or CPE has a name of the package among its words, or whose
   * words are among those of the package: enough where the record is known to speak of the project,
   * never to make a link.
   */
  static List<AffectedEntry> namedAlike(
      VulnerabilityRecord vulnerability, ProjectProfile profile, NixPackage pkg) {
    List<WholeWords> names =
        Stream.of(profile.group().key(), pkg.pname(), pkg.attributeLeaf())
            .distinct()
            .map(WholeWords::of)
            .toList();
    return vulnerability.affected().stream()
        .filter(entry -> !PackageCoordinate.isOsv(entry))
        .filter(entry -> isAlike(entry, names))
        .toList();
  }

  private static boolean isAlike(AffectedEntry entry, List<WholeWords> names) {
    return Stream.concat(
            Stream.of(
                Objects.requireNonNullElse(entry.product(), ""),
                Objects.requireNonNullElse(entry.packageName(), "")),
            entry.cpes().stream().map(CpeText::of).filter(Objects::nonNull).map(CpeText::product))
        .map(WholeWords::of)
        .anyMatch(other -> names.stream().anyMatch(other::isAlike));
  }

  /** Every place that one of the pointers leads into. */
  private static Set<String> enclosing(Set<String> pointers) {
    Set<String> places = new HashSet<>();
    for (String pointer : pointers) {
      for (int end = pointer.lastIndexOf('/'); end > 0; end = pointer.lastIndexOf('/', end - 1)) {
        places.add(pointer.substring(0, end));
      }
    }
    return places;
  }

  /** Where the record says something that is this project's. */
  private static Set<String> pointers(RecordClaims claims, Candidate candidate) {
    ProjectProfile profile = candidate.profile();
    Set<String> pointers = new HashSet<>();
    for (Mention mention : claims.mentions()) {
      if (profile.names().containsKey(mention.key())) {
        pointers.add(mention.pointer());
      }
    }
    claims
        .stated()
        .forEach(
            (key, pointer) -> {
              if (profile.repositories().contains(key)) {
                pointers.add(pointer);
              }
            });
    pointers.addAll(aliasPointers(candidate));
    candidate.evidence().stream()
        .filter(one -> one.kind().equals("cpe_asserted"))
        .forEach(one -> pointers.add(one.pointer()));
    return pointers;
  }

  private static Set<String> aliasPointers(Candidate candidate) {
    Set<String> pointers = new HashSet<>();
    candidate.evidence().stream()
        .filter(one -> one.kind().equals("alias") || one.kind().equals("learned_alias"))
        .forEach(one -> pointers.add(one.pointer()));
    return pointers;
  }

  private boolean namesNothing(AffectedEntry entry) {
    String product = entry.product();
    return !PackageCoordinate.isOsv(entry)
        && entry.packageName() == null
        && (product == null
            || VendorName.isAbsent(product)
            || generic.contains(NameKeys.squash(product)));
  }
}
