package org.snowguard.core.triage;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done for a package in a channel: proposed from the fixed version, changed by
 * people.
 *
 * @param target the version to go to, or whose fix a patch brings back; null when none is known
 */
public record Remediation(Kind kind, @Nullable String target) {
  /** The kinds of remedy. */
  public enum Kind {
    BUMP_WITHIN_MINOR("bump within minor"),
    BUMP("bump"),
    PATCH("patch"),
    /** Never proposed by the machine. */
    MODULE_OR_CONFIGURATION("module or configuration"),
    /** Never proposed by the machine. */
    REMOVE_OR_MARK_INSECURE("remove or mark insecure"),
    NONE_YET("none yet");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** For people: {@code bump within minor}. */
    public String label() {
      return label;
    }

    /** The spelling of every output: {@code bump_within_minor}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final Pattern NUMBER = Pattern.compile("\\d+");

  /**
   * Proposes the smallest remedy.
   *
   * @param version what the channel ships
   * @param fixedVersion the version that this one would go to for the fix, or null when none is
   *     known
   * @param releaseChannel whether it is a release: those take no new major version, so the fix is
   *     brought back as a patch
   * @param fixCommitKnown whether the record refers to a fix in the source
   */
  public static Remediation propose(
      String version,
      @Nullable String fixedVersion,
      boolean releaseChannel,
      boolean fixCommitKnown) {
    if (fixedVersion == null) {
      return new Remediation(fixCommitKnown ? Kind.PATCH : Kind.NONE_YET, null);
    }
    int common = commonLead(numbers(version), numbers(fixedVersion));
    if (common >= 2) {
      return new Remediation(Kind.BUMP_WITHIN_MINOR, fixedVersion);
    }
    boolean newMajor = common == 0;
    return releaseChannel && newMajor
        ? new Remediation(Kind.PATCH, fixedVersion)
        : new Remediation(Kind.BUMP, fixedVersion);
  }

  /** For people: {@code bump to 3.5.4}, {@code patch with the fix of 4.0}. */
  public String words() {
    return switch (kind) {
      case BUMP_WITHIN_MINOR, BUMP -> kind.label() + (target == null ? "" : " to " + target);
      case PATCH -> kind.label() + (target == null ? "" : " with the fix of " + target);
      case NONE_YET -> "none yet: no fixed version is known";
      case MODULE_OR_CONFIGURATION, REMOVE_OR_MARK_INSECURE -> kind.label();
    };
  }

  private static int commonLead(List<String> left, List<String> right) {
    int limit = Math.min(2, Math.max(left.size(), right.size()));
    for (int i = 0; i < limit; i++) {
      // 2 and 2.0 are one minor version: a missing number stands for zero.
      if (!numberAt(left, i).equals(numberAt(right, i))) {
        return i;
      }
    }
    return 2;
  }

  private static String numberAt(List<String> numbers, int index) {
    if (index >= numbers.size()) {
      return "0";
    }
    String stripped = numbers.get(index).replaceFirst("^0+", "");
    return stripped.isEmpty() ? "0" : stripped;
  }

  private static List<String> numbers(String version) {
    return NUMBER.matcher(version).results().map(MatchResult::group).toList();
  }
}
