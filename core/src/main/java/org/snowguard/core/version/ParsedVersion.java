package org.snowguard.core.version;

import org.jspecify.annotations.Nullable;

/**
 * A version string read once, to be compared many times. Immutable; equal texts under one scheme
 * give interchangeable values, so that callers may cache them.
 */
public final class ParsedVersion {

  private final String text;
  private final VersionScheme scheme;
  private final @Nullable Finding problem;
  private final VersionParts parts;

  ParsedVersion(String text, VersionScheme scheme, @Nullable Finding problem, VersionParts parts) {
    this.text = text;
    this.scheme = scheme;
    this.problem = problem;
    this.parts = parts;
  }

  public static ParsedVersion parse(String text, VersionScheme scheme) {
    return VersionParser.parse(text, scheme, "");
  }

  /** As {@link #parse(String, VersionScheme)}, for texts that may begin with the project's name. */
  public static ParsedVersion parse(String text, VersionScheme scheme, String projectName) {
    return VersionParser.parse(text, scheme, projectName);
  }

  /** The text as it was given. */
  public String text() {
    return text;
  }

  public VersionScheme scheme() {
    return scheme;
  }

  /** Whether the text can be compared with others at all; hashes and prose cannot. */
  public boolean isComparable() {
    return problem == null;
  }

  /** Whether this is a state of the source between releases, such as {@code 0-unstable-DATE}. */
  public boolean isSnapshot() {
    return parts.isSnapshot() || problem == Finding.HASH || problem == Finding.PSEUDO_VERSION;
  }

  /** Whether the first number is a year. */
  public boolean isCalendarLike() {
    return VersionParser.isYear(parts.firstNumber());
  }

  @Nullable Finding problem() {
    return problem;
  }

  VersionParts parts() {
    return parts;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ParsedVersion that
        && text.equals(that.text)
        && scheme == that.scheme
        && parts.prefix().equals(that.parts.prefix());
  }

  @Override
  public int hashCode() {
    return 31 * text.hashCode() + scheme.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
