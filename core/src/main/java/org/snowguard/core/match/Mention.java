package org.snowguard.core.match;

import org.jspecify.annotations.Nullable;

/**
 * A place where a record says a name.
 *
 * @param key squashed name to look up
 * @param text the name as the record has it
 * @param vendor the vendor given beside it, or null
 */
record Mention(
    Source source, String key, String text, String pointer, @Nullable VendorName vendor) {
  /** Whether an entry's own field for it names the software. */
  boolean isOfField() {
    return source == Source.PRODUCT || source == Source.PACKAGE;
  }

  /** Where a name stands, the most telling first. */
  enum Source {
    /** {@code packageName} of an entry, or the last part of it. */
    PACKAGE("name_package"),
    /** {@code product} of an entry. */
    PRODUCT("name_product"),
    /** Product of a CPE name. */
    CPE("name_cpe"),
    /** Vendor and product written as one name: Puppet Bolt, Jitsi Meet. */
    JOINED("name_joined"),
    /** Subject of the prose, or followed by a version there. */
    HEAD("name_head"),
    /** In the title. */
    TITLE("name_title"),
    /** The product without words of its vendor or kind. */
    REDUCED("name_reduced"),
    /** After a preposition in the prose: "in X". */
    WITHIN("name_within"),
    /** The vendor, where the product is a generic word. */
    VENDOR("name_vendor"),
    /** Anywhere else near the beginning of the prose. */
    PROSE("name_prose");

    private final String kind;

    Source(String kind) {
      this.kind = kind;
    }

    /** The kind of evidence that such a mention is. */
    String kind() {
      return kind;
    }

    /** Whether the name was read from prose rather than from a field for it. */
    boolean isProse() {
      return this == HEAD || this == TITLE || this == WITHIN || this == PROSE;
    }
  }
}
