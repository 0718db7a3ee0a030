package org.snowguard.core.match;

import java.util.Locale;
import org.snowguard.core.nixpkgs.AssertedCpe;
import org.snowguard.core.project.Ecosystem;
import org.snowguard.core.project.RepositoryKey;
import org.snowguard.core.record.AffectedEntry;

/** Reads the identifiers that a record gives: CPE names, package URLs, names in a registry. */
final class IdentifierClaims {
  /** An objection: only a device is named. */
  static final String HARDWARE = "hardware";

  private final ClaimNotes notes;

  IdentifierClaims(ClaimNotes notes) {
    this.notes = notes;
  }

  void readCpe(String name, String pointer) {
    CpeText cpe = CpeText.of(name);
    if (cpe == null) {
      return;
    }
    if (cpe.hardware()) {
      notes.objections.putIfAbsent(HARDWARE, pointer);
      return;
    }
    notes.cpes.putIfAbsent(new AssertedCpe(cpe.vendor(), cpe.product()), pointer);
    if (!cpe.targetSoftware().isEmpty()) {
      notes.registries.putIfAbsent("target:" + cpe.targetSoftware(), pointer);
    }
    String product = cpe.product();
    if (product.indexOf('/') > 0 && RepositoryName.isOwnerAndName(product)) {
      notes.state("https://github.com/" + product, pointer);
      product = product.substring(product.indexOf('/') + 1);
    }
    notes.mentionProduct(
        Mention.Source.CPE,
        product.replace('_', ' '),
        pointer,
        VendorName.of(cpe.vendor()),
        pointer);
  }

  void readPurl(String purl, String pointer) {
    notes.purls.putIfAbsent(ProjectProfile.bare(purl), pointer);
    int colon = purl.indexOf(':');
    int slash = purl.indexOf('/');
    if (colon < 0 || slash < colon) {
      return;
    }
    String type = purl.substring(colon + 1, slash).toLowerCase(Locale.ROOT);
    String path = purl.substring(slash + 1).replace("%40", "@").split("[@?#]", 2)[0];
    if (type.equals("github")) {
      notes.state("https://github.com/" + path, pointer);
    }
    Ecosystem ecosystem = Ecosystem.ofPurlType(type);
    if (ecosystem != null) {
      notes.registries.putIfAbsent(ecosystem.id(), pointer);
      notes.mention(
          Mention.Source.PACKAGE, path.substring(path.lastIndexOf('/') + 1), pointer, null);
    }
  }

  void readCollection(AffectedEntry entry) {
    String collection = entry.collectionUrl();
    String name = entry.packageName() != null ? entry.packageName() : entry.product();
    if (collection == null || name == null) {
      return;
    }
    String pointer = EntryField.COLLECTION.in(entry);
    String lower = collection.toLowerCase(Locale.ROOT);
    for (Ecosystem ecosystem : Ecosystem.ALL) {
      if (!ecosystem.registry().isEmpty() && lower.contains(registryHost(ecosystem))) {
        notes.registries.putIfAbsent(ecosystem.id(), pointer);
        notes.stated.putIfAbsent(
            new RepositoryKey(ecosystem.registry(), name.toLowerCase(Locale.ROOT)), pointer);
        return;
      }
    }
    if (lower.contains("wordpress.org/plugins")) {
      notes.registries.putIfAbsent("wordpress", pointer);
      notes.stated.putIfAbsent(
          new RepositoryKey("plugins.svn.wordpress.org", name.toLowerCase(Locale.ROOT)), pointer);
    }
  }

  /** {@code pypi.python.org} and {@code pypi.org} are one place. */
  private static String registryHost(Ecosystem ecosystem) {
    return ecosystem.id().equals("python") ? "pypi." : ecosystem.registry();
  }
}
