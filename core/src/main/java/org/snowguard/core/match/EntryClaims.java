package org.snowguard.core.match;

import java.util.Locale;
import org.snowguard.core.project.RepositoryKey;
import org.snowguard.core.record.AffectedEntry;

/** Reads which software one entry of a record names: by product, package name or coordinate. */
final class EntryClaims {
  private final GenericWords generic;
  private final NameWords nameWords;
  private final ClaimNotes notes;

  EntryClaims(GenericWords generic, NameWords nameWords, ClaimNotes notes) {
    this.generic = generic;
    this.nameWords = nameWords;
    this.notes = notes;
  }

  void read(AffectedEntry entry) {
    readProduct(entry);
    if (PackageCoordinate.isOsv(entry)) {
      readCoordinate(entry);
    } else {
      readPackageName(entry);
    }
    IdentifierClaims identifiers = new IdentifierClaims(notes);
    for (int i = 0; i < entry.cpes().size(); i++) {
      identifiers.readCpe(entry.cpes().get(i), EntryField.cpe(entry, i));
    }
    notes.state(entry.repo(), EntryField.REPOSITORY.in(entry));
    notes.state(entry.collectionUrl(), EntryField.COLLECTION.in(entry));
    String purl = entry.packageUrl();
    if (purl != null) {
      identifiers.readPurl(purl, EntryField.PACKAGE_URL.in(entry));
    }
    identifiers.readCollection(entry);
  }

  private void readProduct(AffectedEntry entry) {
    String product = entry.product();
    if (product == null || VendorName.isAbsent(product)) {
      return;
    }
    String pointer = EntryField.PRODUCT.in(entry);
    VendorName vendor = VendorName.of(entry.vendor());
    if (product.contains("://")) {
      notes.state(product, pointer);
      RepositoryKey key = RepositoryKey.of(product);
      if (key != null) {
        notes.mention(Mention.Source.PRODUCT, key.name(), pointer, vendor);
      }
      return;
    }
    String name = product;
    if (RepositoryName.isOwnerAndName(product)) {
      notes.state("https://github.com/" + product, pointer);
      name = product.substring(product.indexOf('/') + 1);
    } else if (vendor != null
        && RepositoryName.isPart(vendor.text())
        && RepositoryName.isPart(product)) {
      notes.imply(vendor.text(), product, pointer);
    }
    notes.mentionProduct(
        Mention.Source.PRODUCT, name, pointer, vendor, EntryField.VENDOR.in(entry));
  }

  /** The package of an OSV record, in the words of its ecosystem. */
  private void readCoordinate(AffectedEntry entry) {
    String packageName = entry.packageName();
    if (packageName == null) {
      return;
    }
    String pointer = EntryField.PACKAGE_NAME.in(entry);
    PackageCoordinate coordinate = PackageCoordinate.of(entry, packageName);
    RepositoryKey repository = coordinate.repository();
    if (repository != null) {
      notes.stated.putIfAbsent(repository, pointer);
    }
    String name = coordinate.name();
    if (name != null && !generic.contains(NameKeys.squash(name))) {
      // A module's name is the last part of its path: the path tells, the name is as good as any.
      boolean path = PackageCoordinate.isOfProgram(entry);
      notes.mention(path ? Mention.Source.PRODUCT : Mention.Source.PACKAGE, name, pointer, null);
    }
  }

  private void readPackageName(AffectedEntry entry) {
    String name = entry.packageName();
    if (name == null || VendorName.isAbsent(name)) {
      return;
    }
    String pointer = EntryField.PACKAGE_NAME.in(entry);
    String last = name.substring(name.lastIndexOf('/') + 1);
    int colon = last.indexOf(':');
    String own = colon > 0 ? last.substring(0, colon) : last;
    String squashed = NameKeys.squash(own);
    if (generic.contains(squashed)) {
      return;
    }
    // A distributor's product is not the maker of the package inside it.
    notes.mention(Mention.Source.PACKAGE, own, pointer, null);
    String series = NameKeys.withoutSeries(squashed);
    if (series != null && series.length() > 2) {
      notes.mentionReduced(series, own, pointer, null);
    }
    for (String reduced : nameWords.withoutKind(own.toLowerCase(Locale.ROOT))) {
      notes.mentionReduced(reduced, own, pointer, null);
    }
    if (own.startsWith("lib") && own.endsWith("-perl")) {
      notes.mentionReduced(NameKeys.squash(own.substring(3, own.length() - 5)), own, pointer, null);
    }
    readGoPath(entry, name, pointer);
  }

  /** A path of Go's index: of a repository, or, without a domain in front, of Go's own library. */
  private void readGoPath(AffectedEntry entry, String name, String pointer) {
    int slash = name.indexOf('/');
    String first = slash < 0 ? name : name.substring(0, slash);
    if (first.indexOf('.') > 0) {
      if (slash > 0) {
        notes.state("https://" + name, pointer);
      }
      return;
    }
    String collection = entry.collectionUrl();
    if (collection != null && collection.contains("pkg.go.dev")) {
      notes.mention(Mention.Source.PACKAGE, "go", pointer, VendorName.of("Go"));
      notes.state("https://github.com/golang/go", pointer);
    }
  }
}
