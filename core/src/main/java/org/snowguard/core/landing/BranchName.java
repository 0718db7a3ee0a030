package org.snowguard.core.landing;

import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A branch of nixpkgs whose commits are followed, as its own CI tells them apart
 * (ci/github-script/supportedBranches.ts): development branches and channels.
 *
 * @param prefix what stands before the release: {@code staging-next}
 * @param version {@code 26.05} or {@code unstable}, or null
 * @param suffix what follows it, such as {@code small} or {@code darwin}, or null
 */
public record BranchName(
    String name, Kind kind, String prefix, @Nullable String version, @Nullable String suffix) {

  private static final Pattern FORM =
      Pattern.compile(
          "(?<prefix>.+?)(?:-(?<version>\\d{2}\\.\\d{2}|unstable)(?:-(?<suffix>.*))?)?");
  private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final int CENTURY = 2000;

  /** What a branch is for. */
  public enum Kind {
    /** {@code master} and {@code release-26.05}: what channels are made from. */
    PRIMARY,
    /** Branches that are merged into others: {@code staging-next}. */
    SECONDARY,
    /** Advances when its builds pass. */
    CHANNEL
  }

  /** Empty for work in progress, and for whatever is no branch of this scheme. */
  public static Optional<BranchName> of(String name) {
    Matcher matcher = FORM.matcher(name);
    if (!SAFE.matcher(name).matches() || name.contains("..") || !matcher.matches()) {
      return Optional.empty();
    }
    String prefix = matcher.group("prefix");
    Kind kind =
        switch (prefix) {
          case "master", "release" -> Kind.PRIMARY;
          case "staging", "staging-next", "staging-nixos", "haskell-updates" -> Kind.SECONDARY;
          case "nixos", "nixpkgs" -> Kind.CHANNEL;
          default -> null;
        };
    return kind == null
        ? Optional.empty()
        : Optional.of(
            new BranchName(name, kind, prefix, matcher.group("version"), matcher.group("suffix")));
  }

  /** The month of its release; empty where it has none. */
  public Optional<YearMonth> release() {
    if (version == null || !Character.isDigit(version.charAt(0))) {
      return Optional.empty();
    }
    int year = CENTURY + Integer.parseInt(version.substring(0, 2));
    int month = Integer.parseInt(version.substring(3));
    return month < 1 || month > 12 ? Optional.empty() : Optional.of(YearMonth.of(year, month));
  }

  /** Whether fixes are picked from here to another one: to releases, and never to a newer one. */
  public boolean isBackportedTo(BranchName other) {
    return other
        .release()
        .map(to -> release().map(from -> from.isAfter(to)).orElse(true))
        .orElse(false);
  }

  /** Where its commits go from here, in the order in which they arrive; empty for a channel. */
  public List<String> next() {
    String of = version == null ? "" : "-" + version;
    return switch (prefix) {
      case "master" -> List.of("nixos-unstable-small", "nixos-unstable", "nixpkgs-unstable");
      case "release" -> List.of("nixos" + of + "-small", "nixos" + of, "nixpkgs" + of + "-darwin");
      case "staging" -> List.of("staging-next" + of);
      case "staging-next", "staging-nixos" -> List.of(version == null ? "master" : "release" + of);
      case "haskell-updates" -> List.of("staging");
      default -> List.of();
    };
  }
}
