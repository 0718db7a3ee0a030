package org.snowguard.formats.archive;

import java.util.Locale;

/** What bytes are, by their first bytes; by the name where those do not tell. */
enum Form {
  ZIP,
  TAR,
  XZ,
  GZIP,
  ZSTD,
  BROTLI,
  PLAIN;

  /** Bytes needed to tell: the header of the first entry of a tar. */
  static final int HEAD_BYTES = 512;

  private static final int CHECKSUM_START = 148;
  private static final int CHECKSUM_END = 156;

  /**
   * A suffix is wrong often enough: a download tool may undo the compression that a server declared
   * as the transfer's, and channels' {@code packages.json.br} are served so. Bytes come first.
   */
  static Form of(String name, byte[] head, int length) {
    if (startsWith(head, length, 0xFD, '7', 'z', 'X', 'Z', 0)) {
      return XZ;
    }
    if (startsWith(head, length, 0x28, 0xB5, 0x2F, 0xFD)) {
      return ZSTD;
    }
    if (startsWith(head, length, 'P', 'K', 3, 4) || startsWith(head, length, 'P', 'K', 5, 6)) {
      return ZIP;
    }
    Form named = named(name);
    // Brotli has no magic number, and may begin with gzip's. A stream that begins with a brace
    // would be an empty last block (RFC 7932, 9.2), so this is JSON.
    if (named == BROTLI) {
      return looksLikeJson(head, length) ? PLAIN : BROTLI;
    }
    if (startsWith(head, length, 0x1F, 0x8B, 8)) {
      return GZIP;
    }
    if (isTarHeader(head, length)) {
      return TAR;
    }
    return looksLikeJson(head, length) ? PLAIN : named;
  }

  /** The outermost form that the name's suffix promises. */
  static Form named(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return switch (lower.substring(lower.lastIndexOf('.') + 1)) {
      case "zip" -> ZIP;
      case "tar" -> TAR;
      case "xz", "txz" -> XZ;
      case "gz", "tgz" -> GZIP;
      case "zst", "tzst" -> ZSTD;
      case "br" -> BROTLI;
      default -> PLAIN;
    };
  }

  /** The name of what a compressed file holds: {@code a.tar} for {@code a.tar.xz}. */
  static String uncompressedName(String name) {
    int dot = name.lastIndexOf('.');
    return switch (named(name)) {
      case XZ, GZIP, ZSTD, BROTLI ->
          name.substring(0, dot) + (name.startsWith("t", dot + 1) ? ".tar" : "");
      case ZIP, TAR, PLAIN -> name;
    };
  }

  /** Whether the suffix promises entries rather than one content. */
  static boolean namesArchive(String name) {
    return switch (named(uncompressedName(name))) {
      case ZIP, TAR -> true;
      case XZ, GZIP, ZSTD, BROTLI, PLAIN -> false;
    };
  }

  /** By the checksum, as older tars have no magic number (POSIX.1, pax, ustar interchange). */
  private static boolean isTarHeader(byte[] head, int length) {
    if (length < HEAD_BYTES) {
      return false;
    }
    int stored = 0;
    int sum = 0;
    for (int i = 0; i < HEAD_BYTES; i++) {
      if (i < CHECKSUM_START || i >= CHECKSUM_END) {
        sum += head[i] & 0xFF;
      } else {
        sum += ' ';
        int digit = head[i] - '0';
        if (digit >= 0 && digit < 8) {
          stored = stored * 8 + digit;
        } else if (head[i] != ' ' && head[i] != 0) {
          return false;
        }
      }
    }
    return sum == stored;
  }

  private static boolean looksLikeJson(byte[] head, int length) {
    return length > 0 && head[0] == '{';
  }

  private static boolean startsWith(byte[] head, int length, int... magic) {
    if (length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((head[i] & 0xFF) != magic[i]) {
        return false;
      }
    }
    return true;
  }
}
