package org.snowguard.core.pull;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one title from its left to its right. */
final class TitleParser {

  /** GitHub's own limit for titles is 256: what is longer is no title. */
  private static final int LONGEST = 300;

  private static final Pattern BRACKETS = Pattern.compile("^\\s*\\[([^\\]]{1,100})\\]\\s*:?");

  /** {@code [Backport release-25.05]}, {@code [25.05]}, {@code [staging-25.05]}. */
  private static final Pattern BRANCH =
      Pattern.compile(
          "(?i)^(?:.*?\\b)?((?:release-|staging-next-|staging-|nixos-)?\\d{2}\\.\\d{2}|staging(?:-next)?)"
              + "(?:\\s+backport)?$");

  private static final Pattern REVERT =
      Pattern.compile("(?i)^(re-?revert|reapply|reland|revert)s?\\b:?\\s*(.*)$");

  private static final Pattern VERSION_BRANCH = Pattern.compile("\\d{2}\\.\\d{2}");

  private static final String VERSION =
      "(?<![\\w.+~-])[`'\"]?(?<![\\w.+~-])([\\w.+~-]{0,60}?\\d[\\w.+~-]{0,80})[`'\"]?";

  private static final String ARROW = "\\s*(?:-{1,2}>|=>|→|➜|⇒|➝|⟶)\\s*";

  /** From one version to another, or to one alone. */
  private static final Pattern MOVE =
      Pattern.compile(
          "(?:"
              + VERSION
              + ARROW
              + VERSION
              + "(?:"
              + ARROW
              + VERSION
              + ")?)|(?:\\b(?:from|update|upgrade|bump|downgrade)\\s+"
              + VERSION
              + "\\s+to\\s+"
              + VERSION
              + ")|(?:(?<=[:,]\\s{0,3})(?:(?:init|add)\\s+at|(?:updated?|bump(?:ed)?|upgraded?|downgraded?)(?:\\s+to)?)\\s+"
              + "v?(\\d[\\w.+~-]*+)(?!\\s*-{0,2}>|\\s*(?:=>|→)))");

  /** What may stand between the names and the versions. */
  private static final Pattern BEFORE_VERSIONS =
      Pattern.compile(
          "(?i)\\s*(?:(?:security\\s+)?(?:updated?|bump(?:ed)?|upgraded?|downgraded?|patch)(?:\\s+from)?"
              + "|from|version|security)?\\s*$");

  private static final Pattern SAME_NAMES = Pattern.compile("(?i)^\\s*(?:[,;&+/]|and)*\\s*$");

  private final String text;

  TitleParser(String title) {
    text = title.substring(0, Math.min(title.length(), LONGEST)).strip();
  }

  PullTitle parse() {
    String rest = text;
    String branch = null;
    Matcher brackets = BRACKETS.matcher(rest);
    while (brackets.find()) {
      branch = branch == null ? branchOf(brackets.group(1).strip()) : branch;
      rest = rest.substring(brackets.end());
      brackets = BRACKETS.matcher(rest);
    }
    rest = rest.strip();
    boolean isRevert = false;
    Matcher revert = REVERT.matcher(rest);
    while (revert.matches()) {
      isRevert ^= revert.group(1).equalsIgnoreCase("revert");
      rest = unquoted(revert.group(2).strip());
      revert = REVERT.matcher(rest);
    }
    PullTitle read = read(rest, branch);
    return isRevert
        ? new PullTitle(read.attributes(), read.modules(), List.of(), branch, true)
        : read;
  }

  private static @Nullable String branchOf(String words) {
    Matcher matcher = BRANCH.matcher(words);
    if (!matcher.matches()) {
      return null;
    }
    String named = matcher.group(1);
    if (VERSION_BRANCH.matcher(named).matches()) {
      return "release-" + named;
    }
    return named.startsWith("nixos-") ? "release-" + named.substring(6) : named;
  }

  private static String unquoted(String words) {
    int first = words.isEmpty() ? -1 : "\"'“`".indexOf(words.charAt(0));
    if (first < 0) {
      return words;
    }
    char closing = "\"'”`".charAt(first);
    int end = words.lastIndexOf(closing);
    return end > 0 ? words.substring(1, end) : words.substring(1);
  }

  private static PullTitle read(String title, @Nullable String branch) {
    Set<String> attributes = new LinkedHashSet<>();
    Set<String> modules = new LinkedHashSet<>();
    List<VersionMove> moves = new ArrayList<>();
    AttributeNames.leading(title).forEach(name -> sort(name, attributes, modules));
    List<String> names = List.of();
    Matcher move = MOVE.matcher(title);
    int end = 0;
    while (move.find()) {
      String before = title.substring(end, move.start());
      if (!SAME_NAMES.matcher(before).matches() || end == 0) {
        names = namesBefore(before, end == 0);
      }
      end = move.end();
      for (String name : names) {
        sort(name, attributes, modules);
        if (attributes.contains(AttributeNames.bare(name))) {
          moves.add(move(AttributeNames.bare(name), move));
        }
      }
    }
    return new PullTitle(
        List.copyOf(attributes),
        List.copyOf(modules),
        moves.stream().distinct().toList(),
        branch,
        false);
  }

  private static List<String> namesBefore(String words, boolean isFirst) {
    Matcher verb = BEFORE_VERSIONS.matcher(words);
    String names = verb.find() ? words.substring(0, verb.start()) : words;
    if (names.endsWith(":")) {
      return AttributeNames.trailing(names.substring(0, names.length() - 1));
    }
    // "curl 8.1 -> 8.2" without the colon, at the very beginning only.
    return isFirst ? AttributeNames.whole(names.strip()) : List.of();
  }

  private static VersionMove move(String attribute, Matcher move) {
    String last = move.group(3) == null ? move.group(2) : move.group(3);
    if (last != null) {
      return new VersionMove(attribute, version(move.group(1)), version(last));
    }
    if (move.group(5) != null) {
      return new VersionMove(attribute, version(move.group(4)), version(move.group(5)));
    }
    return new VersionMove(attribute, null, version(move.group(6)));
  }

  /** Without what ends a sentence, and without the v of a tag. */
  private static String version(String text) {
    String version = text.replaceAll("[.+~_-]+$", "").replaceAll("^[.+~_-]+", "");
    return version.matches("[vV]\\d.*") ? version.substring(1) : version;
  }

  private static void sort(String name, Set<String> attributes, Set<String> modules) {
    if (name.startsWith("nixos/")) {
      modules.add(name.substring("nixos/".length()));
      return;
    }
    String bare = AttributeNames.bare(name);
    if (!bare.isEmpty()) {
      attributes.add(bare);
    }
  }
}
