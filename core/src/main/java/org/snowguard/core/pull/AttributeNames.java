package org.snowguard.core.pull;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of packages before a colon: one, several, or a brace that stands for several. */
final class AttributeNames {

  /** As a shell expands them; more than these name no packages. */
  private static final int MOST = 100;

  private static final String NAME =
      "(?=[\\p{Alnum}_@\"{])(?:[\\p{Alnum}_.+'*@/-]|\"[^\"{}]{1,80}\"|\\{[^{}]*+(?:\\{[^{}]*+\\}[^{}]*+)*+\\})++";

  private static final String LIST =
      NAME + "(?:\\s*(?:,\\s*(?:and\\s+|&\\s*)?|&|\\+|/|\\band\\b)\\s*" + NAME + ")*";

  /** At the beginning of a title. */
  private static final Pattern LEADING = Pattern.compile("^(" + LIST + ")\\s*:(?=\\s|$|[^:])");

  /** After what came before: a separator, or nothing. */
  private static final Pattern TRAILING =
      Pattern.compile("(?:^|[,;&+(]|\\band\\b)\\s*(" + LIST + ")\\s*$");

  private static final Pattern WHOLE = Pattern.compile(LIST);
  private static final Pattern SEPARATOR = Pattern.compile("\\s*(?:&|\\s\\+\\s|\\band\\b)\\s*");
  private static final Pattern BRACE =
      Pattern.compile("^(.*?)\\{([^{}]*(?:\\{[^{}]*\\}[^{}]*)*)\\}(.*)$");

  /** What names no package of the index, though it stands where one would. */
  private static final Pattern OTHER =
      Pattern.compile(
          "(?i)(?:treewide|lib|doc|docs|ci|maintainers?|workflows|github|readme|nixos|pkgs)");

  private AttributeNames() {}

  static List<String> leading(String title) {
    Matcher matcher = LEADING.matcher(title);
    return matcher.find() ? split(matcher.group(1)) : List.of();
  }

  static List<String> trailing(String words) {
    Matcher matcher = TRAILING.matcher(words);
    return matcher.find() ? split(matcher.group(1)) : List.of();
  }

  static List<String> whole(String words) {
    return WHOLE.matcher(words).matches() ? split(words) : List.of();
  }

  /** Without {@code pkgs.} and quotes; empty for what is no package. */
  static String bare(String name) {
    String bare = name.replace("\"", "");
    if (bare.startsWith("pkgs.")) {
      bare = bare.substring("pkgs.".length());
    }
    boolean isPath = bare.contains("/") && !bare.contains(".@");
    return isPath || OTHER.matcher(bare).matches() || bare.startsWith("lib.") ? "" : bare;
  }

  /** At commas outside braces, then every brace expanded. */
  private static List<String> split(String list) {
    List<String> names = new ArrayList<>();
    for (String part : atCommas(list)) {
      for (String one : SEPARATOR.split(part)) {
        expand(one.strip(), names);
      }
    }
    return List.copyOf(names);
  }

  private static List<String> atCommas(String list) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int index = 0; index < list.length(); index++) {
      char character = list.charAt(index);
      depth += character == '{' ? 1 : character == '}' ? -1 : 0;
      if (character == ',' && depth == 0) {
        parts.add(list.substring(start, index));
        start = index + 1;
      }
    }
    parts.add(list.substring(start));
    return parts;
  }

  private static void expand(String name, List<String> names) {
    if (name.isEmpty() || names.size() >= MOST) {
      return;
    }
    Matcher brace = BRACE.matcher(name);
    if (!brace.matches()) {
      names.add(name);
      return;
    }
    for (String choice : atCommas(brace.group(2))) {
      expand(brace.group(1) + choice.strip() + brace.group(3), names);
    }
  }
}
