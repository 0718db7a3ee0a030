package org.snowguard.core.match;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snowguard.core.nixpkgs.NixPackage;
import org.snowguard.core.record.AffectedEntry;
import org.snowguard.core.record.VulnerabilityRecord;

/**
 * Which entries of a record speak of a project: only their versions decide whether it is affected.
 */
final class EntryLinks {
  private static final int SHORTEST_PART = 3;

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
    List<AffectedEntry> own = linked.stream().filter(entry -> isOwn(entry, profile)).toList();
    return linked.stream()
        .filter(
            entry ->
                own.contains(entry)
                    || own.stream().noneMatch(other -> isOfAnotherVendor(entry, other)))
        .toList();
  }

  private static boolean isOwn(AffectedEntry entry, ProjectProfile profile) {
    VendorName vendor = VendorName.of(entry.vendor());
    return vendor != null
        && (profile.owners().stream().anyMatch(vendor::matches)
            || profile.cpes().stream()
                .anyMatch(cpe -> vendor.matches(NameKeys.squash(cpe.vendor()))));
  }

  private static boolean isOfAnotherVendor(AffectedEntry entry, AffectedEntry own) {
    VendorName vendor = VendorName.of(entry.vendor());
    VendorName owner = VendorName.of(own.vendor());
    String product = entry.product();
    String ownProduct = own.product();
    return vendor != null
        && owner != null
        && !vendor.whole().equals(owner.whole())
        && product != null
        && ownProduct != null
        && NameKeys.squash(product).equals(NameKeys.squash(ownProduct))
        && entry.container().equals(own.container());
  }

  /**
   * Entries whose product, package name or CPE holds a name of the package, or lies in one: enough
   * where the record is known to speak of the project, never to make a link.
   */
  static List<AffectedEntry> namedAlike(
      VulnerabilityRecord vulnerability, ProjectProfile profile, NixPackage pkg) {
    Set<String> names =
        Stream.of(profile.group().key(), pkg.pname(), pkg.attributeLeaf())
            .map(NameKeys::squash)
            .filter(name -> name.length() >= SHORTEST_PART)
            .collect(Collectors.toUnmodifiableSet());
    return vulnerability.affected().stream()
        .filter(entry -> !PackageCoordinate.isOsv(entry))
        .filter(entry -> names.stream().anyMatch(name -> isAlike(entry, name)))
        .toList();
  }

  private static boolean isAlike(AffectedEntry entry, String name) {
    return Stream.concat(
            Stream.of(
                Objects.requireNonNullElse(entry.product(), ""),
                Objects.requireNonNullElse(entry.packageName(), "")),
            entry.cpes().stream().map(CpeText::of).filter(Objects::nonNull).map(CpeText::product))
        .map(NameKeys::squash)
        .filter(other -> other.length() >= SHORTEST_PART)
        .anyMatch(other -> other.contains(name) || name.contains(other));
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
