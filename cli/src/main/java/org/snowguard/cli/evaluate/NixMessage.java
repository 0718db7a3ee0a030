package org.snowguard.cli.evaluate;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What Nix said last on standard error, bounded, as one sentence. */
final class NixMessage {
  private static final int LINES = 60;
  private static final int LENGTH = 400;
  private static final Pattern ERROR = Pattern.compile("\\s*error: (.*\\S)\\s*");
  private static final Pattern PLACE = Pattern.compile("\\s+at (?:«.*»)?(/.*:\\d+:\\d+):?\\s*");
  private static final Pattern NEEDS_BUILD =
      Pattern.compile(".*(?:path '.*\\.drv' is not valid|allow-import-from-derivation).*");

  private final Deque<String> lines = new ArrayDeque<>();

  void add(String line) {
    lines.addLast(line.length() > LENGTH ? line.substring(0, LENGTH) + "…" : line);
    if (lines.size() > LINES) {
      lines.removeFirst();
    }
  }

  void clear() {
    lines.clear();
  }

  boolean isOutOfMemory() {
    return lines.stream().anyMatch(line -> line.contains("out of memory"));
  }

  /**
   * The last error, since newer versions of Nix tell what they were doing first, and its place;
   * null when Nix said none.
   *
   * @param root directory of the tree, left out of places
   */
  @Nullable String sentence(String root) {
    String error = null;
    String place = null;
    for (String line : lines) {
      Matcher found = ERROR.matcher(line);
      Matcher at = PLACE.matcher(line);
      if (found.matches()) {
        error = found.group(1);
        place = null;
      } else if (place == null && at.matches()) {
        place = at.group(1);
      }
    }
    if (error == null) {
      return null;
    }
    String shown = (place == null ? error : error + ", at " + place).replace(root + "/", "");
    return NEEDS_BUILD.matcher(error).matches()
        ? "needs something built while it is evaluated (import from derivation), which is not done:"
            + " "
            + shown
        : shown;
  }
}
