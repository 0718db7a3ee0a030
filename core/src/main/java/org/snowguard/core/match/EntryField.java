package org.snowguard.core.match;

import org.snowguard.core.record.AffectedEntry;
import org.snowguard.core.record.Container;

/** The fields of an entry, which each form of record has under names of its own. */
enum EntryField {
  VENDOR("vendor", "package/name"),
  PRODUCT("product", "ecosystem_specific/imports"),
  PACKAGE_NAME("packageName", "package/name"),
  CPES("cpes", "package"),
  /** Of an OSV entry the repository of some range: which one is not kept. */
  REPOSITORY("repo", "ranges"),
  COLLECTION("collectionURL", "package/ecosystem"),
  PACKAGE_URL("packageURL", "package/purl");

  /** In {@code affected[]} of a CVE record (CVE JSON 5). */
  private final String ofCve;

  /** In {@code affected[]} of the OSV schema. */
  private final String ofOsv;

  EntryField(String ofCve, String ofOsv) {
    this.ofCve = ofCve;
    this.ofOsv = ofOsv;
  }

  /** JSON pointer to this field of an entry. */
  String in(AffectedEntry entry) {
    return entry.pointer() + "/" + nameIn(entry);
  }

  /** JSON pointer to one CPE name of an entry. */
  static String cpe(AffectedEntry entry, int index) {
    String field = CPES.in(entry);
    return isCpeMatch(entry) ? field : field + "/" + index;
  }

  private String nameIn(AffectedEntry entry) {
    if (isCpeMatch(entry)) {
      // All that a leaf of a configuration says of its product is a CPE name.
      return "criteria";
    }
    return entry.container().role() == Container.Role.OSV ? ofOsv : ofCve;
  }

  /** A leaf of the NVD's {@code configurations} or of {@code cpeApplicability} in a CVE record. */
  private static boolean isCpeMatch(AffectedEntry entry) {
    return entry.pointer().contains("/cpeMatch");
  }
}
