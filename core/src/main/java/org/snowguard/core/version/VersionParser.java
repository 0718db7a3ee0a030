package org.snowguard.core.version;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.version.VersionParts.Snapshot;

/** Turns a text into {@link VersionParts}: takes off what is no version, then cuts into tokens. */
final class VersionParser {

  /** CVE 5 allows 1,024 characters; whatever exceeds this is prose. */
  static final int MAXIMUM_LENGTH = 256;

  private static final String YEAR = "(?:199\\d|20\\d\\d)";
  private static final String MONTH = "(?:0[1-9]|1[0-2])";
  private static final String DAY = "(?:0[1-9]|[12]\\d|3[01])";
  private static final Pattern DATE =
      Pattern.compile("(?<!\\d)(" + YEAR + ")-?(" + MONTH + ")-?(" + DAY + ")(?!\\d)");
  private static final Pattern LEADING_DATE =
      Pattern.compile(
          "(" + YEAR + ")(?:-(" + MONTH + ")(?:-(" + DAY + "))?|(" + MONTH + ")(" + DAY + ")?)"
              + "(?!\\d)");
  private static final Pattern TRAILING_DATE =
      Pattern.compile("[- ]" + YEAR + "(?:-" + MONTH + "-" + DAY + "|" + MONTH + DAY + ")$");

  /** -20240101; to SemVer that is an ordinary pre-release. */
  private static final int COMPACT_DATE = 9;

  private static final Pattern SNAPSHOT_MARK =
      Pattern.compile(
          "unstable|unreleased"
              + "|(?<=[-+._^ ])(?:git|svn|hg|bzr|cvs|darcs|date|rev)[-=._]?(?=[0-9a-f]{6})"
              + "|(?<=[+])(?:git|date|rev)");
  private static final Pattern DATE_AS_METADATA =
      Pattern.compile("(?<=[+])" + YEAR + "-?" + MONTH + "-?" + DAY);
  private static final Pattern REPOSITORY_MARK =
      Pattern.compile("-(?:git|svn|hg|bzr|cvs|darcs|http)$");
  private static final Pattern KNOWN_PREFIX =
      Pattern.compile("[-_./: ]*+(?:(?:versions?|ver|v|releases?|rel)[-_./: ]*+)*+");
  private static final Pattern EPOCH = Pattern.compile("(\\d{1,9})[:!](?=.*\\d)");
  private static final Pattern DECIMAL = Pattern.compile("(\\d+)\\.(\\d+)");

  /**
   * A commit of Go (go.dev/ref/mod, pseudo-versions), also with the hash cut or mistyped. Its
   * number says which tag Go found before, which may be of another module than the releases are.
   */
  private static final Pattern PSEUDO_VERSION =
      Pattern.compile("-(?:[0-9a-z.]*\\.)?20\\d{12}(?:-[0-9a-f]{7,})?(?:\\+incompatible)?$");

  /** POSIX, which Nixpkgs gives as the version of programs that it picks out of others. */
  private static final Pattern STANDARD = Pattern.compile("1003\\.1-\\d{4}");

  private static final Pattern HASH = Pattern.compile("[0-9a-f]{7,64}");

  private VersionParser() {}

  static boolean isYear(long number) {
    return number >= 1990 && number <= 2099;
  }

  static ParsedVersion parse(String text, VersionScheme scheme, String projectName) {
    if (text.length() > MAXIMUM_LENGTH) {
      return failed(text, scheme, Finding.TOO_LONG);
    }
    String lower = text.strip().toLowerCase(Locale.ROOT);
    if (scheme == VersionScheme.GIT) {
      return failed(text, scheme, Finding.COMMITS);
    }
    if (!isWellFormed(lower)) {
      return failed(text, scheme, Finding.NOT_A_VERSION);
    }
    if (isPlain(lower)) {
      return parseRelease(text, scheme, "", new Source(lower, 0, Snapshot.NONE, 0));
    }
    if (scheme != VersionScheme.SEMVER && PSEUDO_VERSION.matcher(lower).find()) {
      return failed(text, scheme, Finding.PSEUDO_VERSION);
    }
    if (STANDARD.matcher(lower).matches()) {
      return failed(text, scheme, Finding.NOT_A_VERSION);
    }
    if (isHash(REPOSITORY_MARK.matcher(lower).replaceFirst(""))) {
      return failed(text, scheme, Finding.HASH);
    }
    Matcher epoch = EPOCH.matcher(lower);
    boolean hasEpoch = epoch.lookingAt();
    String rest = hasEpoch ? lower.substring(epoch.end()) : lower;
    long number = hasEpoch ? Long.parseLong(epoch.group(1)) : 0;
    return parseSnapshot(text, scheme, projectName.toLowerCase(Locale.ROOT), rest, number);
  }

  private static ParsedVersion failed(String text, VersionScheme scheme, Finding problem) {
    return new ParsedVersion(text, scheme, problem, VersionParts.NONE);
  }

  private static boolean isWellFormed(String lower) {
    boolean hasDigit = false;
    for (int at = 0; at < lower.length(); at++) {
      char character = lower.charAt(at);
      boolean digit = character >= '0' && character <= '9';
      hasDigit |= digit;
      boolean letter = character >= 'a' && character <= 'z';
      if (!digit && !letter && "._-+~^:!=() ".indexOf(character) < 0) {
        return false;
      }
    }
    return hasDigit;
  }

  /** Three of four versions are dotted numbers, which need none of the patterns. */
  private static boolean isPlain(String lower) {
    for (int at = 0; at < lower.length(); at++) {
      char character = lower.charAt(at);
      if (character != '.' && (character < '0' || character > '9')) {
        return false;
      }
    }
    return true;
  }

  private static boolean isHash(String text) {
    if (!HASH.matcher(text).matches()) {
      return false;
    }
    int digits = (int) text.chars().filter(character -> character <= '9').count();
    return digits > 0 && digits < text.length() && !isShortBuild(text, digits);
  }

  /** 20240101a is a date with a letter, and the like; a hash mixes letters and digits. */
  private static boolean isShortBuild(String text, int digits) {
    return digits == text.length() - 1 && text.charAt(text.length() - 1) > '9';
  }

  private static ParsedVersion parseSnapshot(
      String text, VersionScheme scheme, String name, String lower, long epoch) {
    int mark = snapshotMark(lower, scheme);
    if (mark >= 0) {
      return parseRelease(
          text,
          scheme,
          name,
          new Source(lower.substring(0, mark), epoch, Snapshot.AFTER, dateIn(lower, mark)));
    }
    Matcher trailing = TRAILING_DATE.matcher(lower);
    if (trailing.find() && hasDigit(lower, trailing.start())) {
      boolean compact = trailing.group().length() == COMPACT_DATE;
      if (!compact || scheme != VersionScheme.SEMVER) {
        // Nixpkgs writes 1.2-2024-01-01 after 1.2; what -20240101 stands for is each project's own.
        Snapshot kind = compact ? Snapshot.DATED : Snapshot.AFTER;
        int start = trailing.start();
        return parseRelease(
            text,
            scheme,
            name,
            new Source(lower.substring(0, start), epoch, kind, dateIn(lower, start)));
      }
    }
    String released = withoutRepositoryMark(lower);
    return parseRelease(text, scheme, name, new Source(released, epoch, Snapshot.NONE, 0));
  }

  /** Where the snapshot's name begins, or -1. SemVer 10: a date behind a plus is metadata. */
  private static int snapshotMark(String lower, VersionScheme scheme) {
    Matcher mark = SNAPSHOT_MARK.matcher(lower);
    if (mark.find()) {
      return mark.start();
    }
    Matcher date = DATE_AS_METADATA.matcher(lower);
    return scheme != VersionScheme.SEMVER && date.find() ? date.start() : -1;
  }

  /** 20240101-git is a dated state of a project that makes no releases; 1.2-git may be either. */
  private static String withoutRepositoryMark(String lower) {
    Matcher mark = REPOSITORY_MARK.matcher(lower);
    return mark.find() && LEADING_DATE.matcher(lower).lookingAt()
        ? lower.substring(0, mark.start())
        : lower;
  }

  private static boolean hasDigit(String text, int end) {
    return text.chars().limit(end).anyMatch(character -> character >= '0' && character <= '9');
  }

  private static int dateIn(String text, int from) {
    Matcher date = DATE.matcher(text);
    return date.find(from) ? Integer.parseInt(date.group(1) + date.group(2) + date.group(3)) : 0;
  }

  private record Source(String text, long epoch, Snapshot snapshot, int date) {}

  private static ParsedVersion parseRelease(
      String text, VersionScheme scheme, String name, Source source) {
    String lower = source.text();
    String metadata = "";
    int plus = keepsPlus(scheme) ? -1 : lower.indexOf('+');
    if (plus >= 0) {
      metadata = lower.substring(plus + 1);
      lower = lower.substring(0, plus);
    }
    int digit = firstDigit(lower);
    String prefix = withoutKnownPrefix(lower.substring(0, digit), name);
    String body =
        withDottedDate(
            scheme == VersionScheme.PERL ? perlDecimal(lower, digit) : lower.substring(digit));
    if (digit == 1 && lower.startsWith(".")) {
      body = "0." + body;
    }
    VersionTokenizer tokens = new VersionTokenizer(body, scheme);
    if (!tokens.read()) {
      return failed(text, scheme, Finding.NUMBER_TOO_LONG);
    }
    if (tokens.release().count() == 0 && source.snapshot() == Snapshot.NONE) {
      return failed(text, scheme, Finding.NOT_A_VERSION);
    }
    VersionParts parts =
        new VersionParts(
            source.epoch(),
            prefix,
            tokens.release(),
            tokens.suffix(),
            tokens.flattened(),
            metadata,
            source.snapshot(),
            source.date());
    return new ParsedVersion(text, scheme, null, parts);
  }

  private static boolean keepsPlus(VersionScheme scheme) {
    return scheme == VersionScheme.DEBIAN || scheme == VersionScheme.RPM;
  }

  private static int firstDigit(String text) {
    int at = 0;
    while (at < text.length() && !Character.isDigit(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static String withoutKnownPrefix(String prefix, String name) {
    String rest = prefix;
    if (!name.isEmpty() && rest.startsWith(name)) {
      rest = rest.substring(name.length());
    }
    return KNOWN_PREFIX.matcher(rest).matches() ? "" : rest.strip();
  }

  private static String withDottedDate(String body) {
    Matcher date = LEADING_DATE.matcher(body);
    if (!date.lookingAt()) {
      return body;
    }
    StringBuilder dotted = new StringBuilder(date.group(1));
    for (int group = 2; group <= date.groupCount(); group++) {
      @Nullable String part = date.group(group);
      if (part != null) {
        dotted.append('.').append(part);
      }
    }
    return dotted.append(body, date.end(), body.length()).toString();
  }

  /** version.pm: the digits behind a single dot are thousandths: 1.5 is v1.500. */
  private static String perlDecimal(String lower, int digit) {
    String body = lower.substring(digit);
    Matcher decimal = DECIMAL.matcher(body);
    if (lower.startsWith("v") || !decimal.matches()) {
      return body;
    }
    StringBuilder dotted = new StringBuilder(decimal.group(1));
    String fraction = decimal.group(2);
    for (int at = 0; at < fraction.length(); at += 3) {
      String group = fraction.substring(at, Math.min(at + 3, fraction.length()));
      dotted.append('.').append((group + "00").substring(0, 3));
    }
    return dotted.toString();
  }
}
