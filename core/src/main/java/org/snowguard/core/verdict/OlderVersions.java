package org.snowguard.core.verdict;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ranges often begin with the oldest version that is still supported, and the prose adds "and
 * older, unsupported versions": below such a range nothing is safe.
 */
final class OlderVersions {
  private static final String OLDER = "(?:older|earlier|prior|previous)";

  private static final Pattern AND_OLDER =
      Pattern.compile(
          "\\b(?:and|or),?\\s+\\(?(?:(?:all|any|some|other|possibly)\\s+)*"
              + OLDER
              + "\\b(?!\\s+to\\b)[^.;]{0,40}",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern OLDER_ARE_AFFECTED =
      Pattern.compile(
          "\\b(?:"
              + OLDER
              + "|unsupported|EOL|end[- ]of[- ](?:life|support)|legacy)\\b[^.;]{0,80}?"
              + "\\bversions?\\b[^.;]{0,60}?\\b(?:affected|vulnerable|impacted)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern DENIED =
      Pattern.compile(
          "\\bunaffected\\b"
              + "|(?:\\b(?:not|never)|n't)\\W+(?:(?!versions?\\b)\\w+\\W+){0,3}"
              + "(?:affect|vulnerable|impact)",
          Pattern.CASE_INSENSITIVE);

  private OlderVersions() {}

  static Opinion applied(
      Opinion opinion, RecordProse prose, List<ReadEntry> entries, SubjectVersion version) {
    if (opinion.code() != ReasonCode.OUTSIDE_AFFECTED_RANGES
        || opinion.stance() != Opinion.Stance.NOT_AFFECTED
        || !isBelowAll(entries, version)
        || !areAffected(prose.text())) {
      return opinion;
    }
    return opinion.with(
        Opinion.Stance.UNDECIDED,
        ReasonCode.NOT_ASSESSED,
        opinion.text() + ", yet the prose speaks of older versions too");
  }

  private static boolean isBelowAll(List<ReadEntry> entries, SubjectVersion version) {
    List<Interval> affected =
        entries.stream().flatMap(entry -> entry.affectedIntervals().stream()).toList();
    return !affected.isEmpty()
        && affected.stream().allMatch(i -> i.position(version) == Interval.Position.BELOW);
  }

  static boolean areAffected(String prose) {
    return isSaid(AND_OLDER, prose) || isSaid(OLDER_ARE_AFFECTED, prose);
  }

  private static boolean isSaid(Pattern pattern, String prose) {
    Matcher found = pattern.matcher(prose);
    while (found.find()) {
      if (!DENIED.matcher(found.group()).find()) {
        return true;
      }
    }
    return false;
  }
}
