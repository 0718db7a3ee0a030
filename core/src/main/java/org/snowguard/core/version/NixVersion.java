package org.snowguard.core.version;

/**
 * The order of {@code builtins.compareVersions}, bit for bit: it says what is newer in a channel.
 * It is wrong for vulnerability bounds (it puts 1.0-rc1 after 1.0); those use {@link VersionOrder}.
 */
public final class NixVersion {

  private static final String PRE_RELEASE = "pre";

  private NixVersion() {}

  /** Returns -1, 0 or 1 as Nix does. Note that {@code 1.0} is less than {@code 1.0.0}. */
  public static int compare(String left, String right) {
    int leftAt = 0;
    int rightAt = 0;
    while (leftAt < left.length() || rightAt < right.length()) {
      int leftStart = skipSeparators(left, leftAt);
      int rightStart = skipSeparators(right, rightAt);
      leftAt = componentEnd(left, leftStart);
      rightAt = componentEnd(right, rightStart);
      int order =
          compareComponents(
              left.substring(leftStart, leftAt), right.substring(rightStart, rightAt));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static int compareComponents(String left, String right) {
    if (lessThan(left, right)) {
      return -1;
    }
    return lessThan(right, left) ? 1 : 0;
  }

  private static boolean lessThan(String left, String right) {
    boolean leftIsNumber = isInt32(left);
    boolean rightIsNumber = isInt32(right);
    if (leftIsNumber && rightIsNumber) {
      return Integer.parseInt(left) < Integer.parseInt(right);
    }
    if (left.isEmpty() && rightIsNumber) {
      return true;
    }
    if (left.equals(PRE_RELEASE) && !right.equals(PRE_RELEASE)) {
      return true;
    }
    if (right.equals(PRE_RELEASE)) {
      return false;
    }
    if (rightIsNumber) {
      return true;
    }
    return !leftIsNumber && compareUtf8(left, right) < 0;
  }

  /**
   * Nix parses into a signed 32-bit integer; 2147483648 is a string to it, less than any number.
   */
  private static boolean isInt32(String component) {
    if (component.isEmpty() || !isDigit(component.charAt(0))) {
      return false;
    }
    int start = 0;
    while (start < component.length() - 1 && component.charAt(start) == '0') {
      start++;
    }
    int digits = component.length() - start;
    return digits < 10
        || (digits == 10
            && Long.parseLong(component, start, component.length(), 10) <= Integer.MAX_VALUE);
  }

  /** Byte order of UTF-8 is code point order, which differs from Java's above U+FFFF. */
  private static int compareUtf8(String left, String right) {
    int at = 0;
    while (at < left.length() && at < right.length()) {
      int leftPoint = left.codePointAt(at);
      int rightPoint = right.codePointAt(at);
      if (leftPoint != rightPoint) {
        return Integer.compare(leftPoint, rightPoint);
      }
      at += Character.charCount(leftPoint);
    }
    return Integer.compare(left.length(), right.length());
  }

  private static int skipSeparators(String version, int from) {
    int at = from;
    while (at < version.length() && isSeparator(version.charAt(at))) {
      at++;
    }
    return at;
  }

  private static int componentEnd(String version, int from) {
    if (from >= version.length()) {
      return from;
    }
    boolean digits = isDigit(version.charAt(from));
    int at = from;
    while (at < version.length()
        && !isSeparator(version.charAt(at))
        && isDigit(version.charAt(at)) == digits) {
      at++;
    }
    return at;
  }

  private static boolean isSeparator(char character) {
    return character == '.' || character == '-';
  }

  private static boolean isDigit(char character) {
    return character >= '0' && character <= '9';
  }
}
