package org.snowguard.server.issue.talk;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds whom a comment calls by {@code @name}. */
final class Mentions {

  /** A comment that calls more people than this calls nobody else. */
  static final int MOST = 20;

  /** Code is quoted, not said; a fence that is never closed reaches to the end. */
  private static final Pattern CODE =
      Pattern.compile("(?ms)^ {0,3}(`{3,}|~{3,}).*?(^ {0,3}\\1[`~]*\\s*$|\\z)|(`+)[^`].*?\\3");

  private static final Pattern MENTION =
      Pattern.compile(
          "(?<![\\w@/.+-])@([A-Za-z0-9](?:[A-Za-z0-9-]{0,37}[A-Za-z0-9])?)(?![\\w/@-]|\\.\\w)");

  private Mentions() {}

  /** The names as written, in order, each once. */
  static Set<String> in(String markdown) {
    Set<String> names = new LinkedHashSet<>();
    Matcher mention = MENTION.matcher(CODE.matcher(markdown).replaceAll(" "));
    while (mention.find() && names.size() < MOST) {
      names.add(mention.group(1));
    }
    return names;
  }
}
