package org.snowguard.core.pull;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the backport action writes (korthout/backport-action: action.yml, src/legacy-comments.ts),
 * and people who do its work by hand.
 */
public final class BackportText {

  private static final Pattern LABEL = Pattern.compile("backport ([^ ]+)");
  private static final Pattern HEAD = Pattern.compile("backport-(\\d{1,9})-to-.+");

  private static final Pattern BODY =
      Pattern.compile(
          "(?i)\\b(?:backport(?:s|ed)?(?: of| from)?:?|triggered by a label in|cherry[- ]picked"
              + " from|manual backport of)\\s+"
              + "(?:https://github\\.com/NixOS/nixpkgs/pull/|NixOS/nixpkgs#|#)(\\d{1,9})\\b");

  private static final Pattern FAILED =
      Pattern.compile("Backport failed for `([^`]{1,100})`[,:]?\\s*(.*)");

  private BackportText() {}

  /** The action failed. */
  public record Failure(String branch, String reason) {}

  /** The label by which the action is asked. */
  public static String label(String branch) {
    return "backport " + branch;
  }

  /** The branch that a label asks for. */
  public static Optional<String> branchOfLabel(String label) {
    Matcher matcher = LABEL.matcher(label);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** The number of the pull request whose backport this is. */
  public static OptionalInt originalOf(String head, String body) {
    Matcher branch = HEAD.matcher(head);
    if (branch.matches()) {
      return OptionalInt.of(Integer.parseInt(branch.group(1)));
    }
    Matcher words = BODY.matcher(body);
    return words.find() ? OptionalInt.of(Integer.parseInt(words.group(1))) : OptionalInt.empty();
  }

  /** Reads a comment of the action's account. */
  public static Optional<Failure> failure(String comment) {
    Matcher matcher = FAILED.matcher(comment);
    return matcher.find()
        ? Optional.of(new Failure(matcher.group(1), matcher.group(2).strip()))
        : Optional.empty();
  }
}
