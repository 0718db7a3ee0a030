package org.snowguard.core.project;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A URL cut into host and path, leniently: records and packages hold many that no parser accepts.
 *
 * @param host lower case, without user, port and {@code www.}
 * @param segments of the path, lower case, without query, fragment and empty ones
 */
record UrlParts(String scheme, String host, List<String> segments) {
  private static final int LONGEST = 2_000;

  static @Nullable UrlParts of(String url) {
    String text = url.strip();
    int schemeEnd = text.indexOf("://");
    if (schemeEnd <= 0 || text.length() > LONGEST) {
      return null;
    }
    String scheme = text.substring(0, schemeEnd).toLowerCase(Locale.ROOT);
    String rest = text.substring(schemeEnd + 3).toLowerCase(Locale.ROOT);
    rest = cut(cut(rest, '#'), '?');
    int slash = rest.indexOf('/');
    String host = slash < 0 ? rest : rest.substring(0, slash);
    host = host.substring(host.indexOf('@') + 1);
    host = cut(host, ':');
    host = host.startsWith("www.") ? host.substring(4) : host;
    List<String> segments = slash < 0 ? List.of() : segments(rest.substring(slash));
    return new UrlParts(scheme, host, segments);
  }

  private static List<String> segments(String written) {
    String path = written.replace("%2f", "/");
    List<String> segments = new ArrayList<>(4);
    int start = 0;
    for (int at = 0; at <= path.length(); at++) {
      if (at == path.length() || path.charAt(at) == '/') {
        if (at > start) {
          segments.add(path.substring(start, at));
        }
        start = at + 1;
      }
    }
    return Collections.unmodifiableList(segments);
  }

  String segment(int index) {
    return index < segments.size() ? segments.get(index) : "";
  }

  /** The last segment, or empty. */
  String last() {
    return segments.isEmpty() ? "" : segments.getLast();
  }

  private static String cut(String text, char at) {
    int end = text.indexOf(at);
    return end < 0 ? text : text.substring(0, end);
  }
}
