package org.snowguard.core.version;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.snowguard.core.version.VersionToken.Kind;

/** What the words in versions mean, by scheme. */
final class QualifierWords {

  /**
   * Where a word stands.
   *
   * @param attached a digit stands directly before it
   * @param joined a digit stands directly behind it
   * @param numbered a number follows, perhaps after one separator
   * @param first nothing but release numbers came before
   * @param afterTilde a tilde of Debian or RPM stands before
   */
  record Place(
      boolean attached, boolean joined, boolean numbered, boolean first, boolean afterTilde) {}

  private static final Map<String, Kind> STAGES =
      Map.ofEntries(
          Map.entry("dev", Kind.DEVELOPMENT),
          Map.entry("devel", Kind.DEVELOPMENT),
          Map.entry("development", Kind.DEVELOPMENT),
          Map.entry("snapshot", Kind.DEVELOPMENT),
          Map.entry("nightly", Kind.DEVELOPMENT),
          Map.entry("canary", Kind.DEVELOPMENT),
          Map.entry("alpha", Kind.ALPHA),
          Map.entry("beta", Kind.BETA),
          Map.entry("pre", Kind.PREVIEW),
          Map.entry("prerelease", Kind.PREVIEW),
          Map.entry("preview", Kind.PREVIEW),
          Map.entry("milestone", Kind.PREVIEW),
          Map.entry("rc", Kind.CANDIDATE),
          Map.entry("cr", Kind.CANDIDATE),
          Map.entry("candidate", Kind.CANDIDATE));

  /** PEP 440: "pre" and "preview" are other spellings of "rc". */
  private static final Map<String, Kind> PYTHON_STAGES =
      Map.of(
          "a", Kind.ALPHA,
          "b", Kind.BETA,
          "c", Kind.CANDIDATE,
          "pre", Kind.CANDIDATE,
          "preview", Kind.CANDIDATE);

  /** One letter is a stage only before a digit. */
  private static final Map<String, Kind> MAVEN_STAGES =
      Map.of("a", Kind.ALPHA, "b", Kind.BETA, "m", Kind.PREVIEW);

  private static final Set<String> LATER =
      Set.of(
          "p",
          "pl",
          "patch",
          "patchlevel",
          "post",
          "sp",
          "u",
          "update",
          "upd",
          "r",
          "rev",
          "hotfix",
          "hf");

  /** Words of distributors and of feature selection; they leave the version as it is. */
  private static final Set<String> NEUTRAL =
      Set.of(
          "final",
          "ga",
          "release",
          "stable",
          "esr",
          "lts",
          "wrapped",
          "wrapper",
          "unwrapped",
          "env",
          "dfsg",
          "ds",
          "orig",
          "build");

  private static final Set<String> MAVEN_NEUTRAL = Set.of("final", "ga", "release");

  private static final Pattern LETTERS = Pattern.compile("[a-z]|z+[a-z]");

  private QualifierWords() {}

  /** {@link Kind#END} for a word that says nothing. */
  static Kind classify(String word, Place place, VersionScheme scheme) {
    return switch (scheme) {
      case SEMVER -> semver(word, place);
      case MAVEN -> maven(word, place);
      case RUBY_GEM -> Kind.EARLY_WORD;
      case PYTHON -> PYTHON_STAGES.getOrDefault(word, generic(word, place));
      case RPM, DEBIAN -> distribution(word, place);
      case GENERIC, HASKELL, PERL, GIT -> generic(word, place);
    };
  }

  private static Kind generic(String word, Place place) {
    if (isLetter(word, place)) {
      return Kind.LETTER;
    }
    if (word.equals("m") && place.numbered()) {
      return Kind.PREVIEW;
    }
    if (NEUTRAL.contains(word)) {
      return Kind.END;
    }
    if (LATER.contains(word)) {
      return Kind.POST;
    }
    return STAGES.getOrDefault(word, Kind.UNCLASSED);
  }

  /** 1.0.2k, and after 1.0.2z comes 1.0.2za; 1.0b1 is none, for it may be a beta. */
  private static boolean isLetter(String word, Place place) {
    return place.attached() && !place.joined() && LETTERS.matcher(word).matches();
  }

  /**
   * SemVer 2.0 section 11; words that elsewhere mean "later" contradict it, and so decide nothing.
   */
  private static Kind semver(String word, Place place) {
    if (!place.first()) {
      return Kind.LATER_IDENTIFIER_WORD;
    }
    if (isLetter(word, place)) {
      return Kind.LETTER;
    }
    if (NEUTRAL.contains(word)) {
      return Kind.END;
    }
    return LATER.contains(word) ? Kind.UNCLASSED : Kind.EARLY_WORD;
  }

  private static Kind maven(String word, Place place) {
    if (place.joined() && MAVEN_STAGES.containsKey(word)) {
      return MAVEN_STAGES.getOrDefault(word, Kind.LATE_WORD);
    }
    if (MAVEN_NEUTRAL.contains(word)) {
      return Kind.END;
    }
    return switch (word) {
      case "snapshot" -> Kind.MAVEN_SNAPSHOT;
      case "alpha" -> Kind.ALPHA;
      case "beta" -> Kind.BETA;
      case "milestone" -> Kind.PREVIEW;
      case "rc", "cr" -> Kind.CANDIDATE;
      case "sp" -> Kind.POST;
      default -> Kind.LATE_WORD;
    };
  }

  /** Packagers write 1.0~rc1; a bare 1.0rc1 is later to their tools and earlier to upstream. */
  private static Kind distribution(String word, Place place) {
    if (isLetter(word, place)) {
      return Kind.LETTER;
    }
    if (STAGES.containsKey(word)) {
      return place.afterTilde() ? STAGES.getOrDefault(word, Kind.UNCLASSED) : Kind.UNCLASSED;
    }
    return Kind.LATE_WORD;
  }
}
