package org.snowguard.formats.archive;

import org.jspecify.annotations.Nullable;

/**
 * Rules for names that an archive gives. Nothing is unpacked under these names, but they reach
 * reports, terminals and pages.
 */
final class EntryNames {

  private static final int LONGEST_NAME = 1024;
  private static final int LONGEST_PRINTED = 400;

  private EntryNames() {}

  /** Why a name is refused, or null when it is fine. */
  static @Nullable String refusal(String name) {
    if (name.isEmpty()) {
      return "the entry has no name";
    }
    if (name.length() > LONGEST_NAME) {
      return "the entry's name is longer than " + LONGEST_NAME + " characters";
    }
    if (name.chars().anyMatch(Character::isISOControl)) {
      return "the entry's name contains control characters";
    }
    if (name.indexOf('\\') >= 0) {
      return "the entry's name contains a backslash";
    }
    if (name.startsWith("/") || (name.length() > 1 && name.charAt(1) == ':')) {
      return "the entry's name is absolute";
    }
    for (String segment : name.split("/", -1)) {
      if (segment.equals("..")) {
        return "the entry's name leads out of the archive";
      }
    }
    return null;
  }

  /** Without control characters, which could steer a terminal, and not longer than a few lines. */
  static String printable(String text) {
    int end = Math.min(text.length(), LONGEST_PRINTED);
    StringBuilder printable = new StringBuilder(end);
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      printable.append(Character.isISOControl(c) ? '\uFFFD' : c);
    }
    return end < text.length() ? printable + "…" : printable.toString();
  }
}
