package org.snowguard.core.match;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.snowguard.core.record.AffectedEntry;
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
    Set<String> pointers = pointers(claims, candidate);
    Set<String> identities = new HashSet<>();
    for (AffectedEntry entry : vulnerability.affected()) {
      String prefix = entry.pointer() + "/";
      if (pointers.stream().anyMatch(pointer -> pointer.startsWith(prefix))) {
        identities.add(identity(entry));
      }
    }
    List<AffectedEntry> linked =
        vulnerability.affected().stream()
            .filter(entry -> identities.contains(identity(entry)))
            .toList();
    return linked.isEmpty()
        ? vulnerability.affected().stream().filter(this::namesNothing).toList()
        : linked;
  }

  /** Entries of one product are told apart by their versions alone. */
  static String identity(AffectedEntry entry) {
    return entry.vendor()
        + "\t"
        + entry.product()
        + "\t"
        + entry.packageName()
        + "\t"
        + entry.collectionUrl()
        + "\t"
        + entry.repo()
        + "\t"
        + entry.cpes().stream().map(EntryLinks::withoutVersion).distinct().toList();
  }

  private static Object withoutVersion(String cpe) {
    CpeText read = CpeText.of(cpe);
    return read == null ? cpe : read;
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
    candidate.evidence().stream()
        .filter(
            one ->
                one.kind().equals("alias")
                    || one.kind().equals("learned_alias")
                    || one.kind().equals("cpe_asserted"))
        .forEach(one -> pointers.add(one.pointer()));
    return pointers;
  }

  private boolean namesNothing(AffectedEntry entry) {
    String product = entry.product();
    return entry.packageName() == null
        && (product == null
            || VendorName.isAbsent(product)
            || generic.contains(NameKeys.squash(product)));
  }
}
