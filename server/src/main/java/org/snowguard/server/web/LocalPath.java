package org.snowguard.server.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A path of this server, safe to redirect to. Anything that a browser could take for another host
 * ({@code //host}, {@code /\host}, {@code https:…}, control characters) becomes {@code /}.
 */
public final class LocalPath {

  private static final Pattern SAFE = Pattern.compile("/(?![/\\\\])[\\x21-\\x7e&&[^\\\\]]*");

  private final String path;

  private LocalPath(String path) {
    this.path = path;
  }

  public static LocalPath of(@Nullable String text) {
    return new LocalPath(text != null && SAFE.matcher(text).matches() ? text : "/");
  }

  /**
   * One segment of a path, escaped. The dot of a final {@code .json} is escaped too, so that the
   * page of an attribute such as {@code haskellPackages.json} is not taken for a twin.
   */
  public static String segment(String text) {
    String escaped = query(text);
    return escaped.endsWith(".json")
        ? escaped.substring(0, escaped.length() - ".json".length()) + "%2Ejson"
        : escaped;
  }

  /** One value of a query string, escaped. */
  public static String query(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public String toString() {
    return path;
  }
}
