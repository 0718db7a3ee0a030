package org.snowguard.core.landing;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a commit's message says of other commits. Anybody may write anything there; it counts for
 * commits that were merged, so that somebody with the right to merge has answered for it.
 *
 * @param subject the first line, cut where it is very long
 * @param original the commit that it was cherry-picked from, by its last trailer, or null
 * @param reverts commits that it takes back whole, in the order of the text; abbreviated to at
 *     least seven digits where the message does so
 * @param pullRequest number in the subject of a merge, squash or merge-queue commit, or null
 */
public record CommitMessage(
    String subject,
    @Nullable String original,
    List<String> reverts,
    @Nullable Integer pullRequest) {

  private static final int LONGEST_SUBJECT = 300;
  private static final String HASH = "(?<![0-9a-f])[0-9a-f]{40}(?![0-9a-f])";

  /** As nixpkgs' own check of backports reads them (ci/github-script/commits.ts). */
  private static final Pattern PICKED = Pattern.compile("cherry.*(" + HASH + ")");

  /** As {@code git revert --reference} writes it; fewer digits name no one commit of nixpkgs. */
  private static final String SHORT_HASH = "(?<![0-9a-z])[0-9a-f]{7,40}(?![0-9a-z])";

  /**
   * Also several: {@code This reverts commits a, b and c}. Where it says that it takes back a part,
   * the rest still stands, and nothing says whether that was the fix.
   */
  private static final Pattern REVERTED =
      Pattern.compile(
          "(?i)(?<!\\b(?:partially|partly)\\s)\\breverts commits?"
              + "((?:[\\s,]|\\band\\b|"
              + SHORT_HASH
              + ")++)(?!\\(?(?:partially|partly|in part|except)\\b(?!\\s+reverts))");

  /** What {@code git revert} says below such a subject still names the whole commit. */
  private static final Pattern REVERTS_PART =
      Pattern.compile(
          "(?i)^[^\"]*\\b(?:partial(?:ly)?|partly)\\s+reverts?\\b|^[^\"]*\\breverts?\\s+parts?\\s+of\\b");

  private static final Pattern ONE_HASH = Pattern.compile(SHORT_HASH);
  private static final Pattern MERGED =
      Pattern.compile("^Merge (?:pull request |PR )?#(\\d{1,9})\\b");
  private static final Pattern SQUASHED = Pattern.compile("\\(#(\\d{1,9})\\)\\s*$");
  private static final Pattern UNPRINTABLE = Pattern.compile("\\p{Cntrl}+");

  public CommitMessage {
    reverts = List.copyOf(reverts);
  }

  /** Reads a whole message. */
  public static CommitMessage of(String message) {
    String subject = subject(message);
    List<String> reverts = REVERTS_PART.matcher(subject).find() ? List.of() : reverted(message);
    return new CommitMessage(subject, original(message), reverts, pullRequest(subject));
  }

  private static String subject(String message) {
    String first =
        message.lines().map(String::strip).filter(line -> !line.isEmpty()).findFirst().orElse("");
    String printable = UNPRINTABLE.matcher(first).replaceAll(" ");
    return printable.length() <= LONGEST_SUBJECT
        ? printable
        : printable.substring(0, printable.offsetByCodePoints(0, codePoints(printable))) + "…";
  }

  private static int codePoints(String text) {
    return Math.min(LONGEST_SUBJECT, text.codePointCount(0, LONGEST_SUBJECT));
  }

  private static @Nullable String original(String message) {
    Matcher matcher = PICKED.matcher(message);
    String last = null;
    while (matcher.find()) {
      last = matcher.group(1);
    }
    return last;
  }

  private static List<String> reverted(String message) {
    Set<String> hashes = new LinkedHashSet<>();
    Matcher sentence = REVERTED.matcher(message);
    while (sentence.find()) {
      Matcher hash = ONE_HASH.matcher(sentence.group(1).toLowerCase(Locale.ROOT));
      while (hash.find()) {
        hashes.add(hash.group());
      }
    }
    return new ArrayList<>(hashes);
  }

  private static @Nullable Integer pullRequest(String subject) {
    Matcher merged = MERGED.matcher(subject);
    if (merged.find()) {
      return Integer.valueOf(merged.group(1));
    }
    Matcher squashed = SQUASHED.matcher(subject);
    return squashed.find() ? Integer.valueOf(squashed.group(1)) : null;
  }
}
