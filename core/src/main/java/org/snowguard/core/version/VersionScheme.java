package org.snowguard.core.version;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whose rules of order a version follows, where a record says so. */
public enum VersionScheme {
  /** Nothing is known: rules that hold for nearly all projects, and abstention for the rest. */
  GENERIC,
  /**
   * semver.org 2.0: whatever follows a dash comes before the release. npm, Cargo, Go, NuGet, Hex.
   */
  SEMVER,
  /** PEP 440. */
  PYTHON,
  /** Maven's ComparableVersion: unknown qualifiers come after the release. */
  MAVEN,
  RPM,
  DEBIAN,
  /** Gem::Version: any letter makes a pre-release. */
  RUBY_GEM,
  /** The PVP: 1.0 comes before 1.0.0. */
  HASKELL,
  /** version.pm: with a single dot the version is a decimal fraction, so that 1.10 is 1.1. */
  PERL,
  /** Commits: only equality can be told from the text. */
  GIT;

  private static final Map<String, VersionScheme> BY_NAME =
      Map.ofEntries(
          Map.entry("semver", SEMVER),
          Map.entry("semvar", SEMVER),
          Map.entry("sem", SEMVER),
          Map.entry("npm", SEMVER),
          Map.entry("node", SEMVER),
          Map.entry("cargo", SEMVER),
          Map.entry("crates.io", SEMVER),
          Map.entry("go", SEMVER),
          Map.entry("golang", SEMVER),
          Map.entry("nuget", SEMVER),
          Map.entry("hex", SEMVER),
          Map.entry("pub", SEMVER),
          Map.entry("julia", SEMVER),
          Map.entry("swifturl", SEMVER),
          Map.entry("swift", SEMVER),
          Map.entry("vscode", SEMVER),
          Map.entry("github actions", SEMVER),
          Map.entry("python", PYTHON),
          Map.entry("pypi", PYTHON),
          Map.entry("pep440", PYTHON),
          Map.entry("maven", MAVEN),
          Map.entry("rpm", RPM),
          Map.entry("red hat", RPM),
          Map.entry("rocky linux", RPM),
          Map.entry("almalinux", RPM),
          Map.entry("suse", RPM),
          Map.entry("opensuse", RPM),
          Map.entry("mageia", RPM),
          Map.entry("openeuler", RPM),
          Map.entry("azure linux", RPM),
          Map.entry("photon os", RPM),
          Map.entry("debian", DEBIAN),
          Map.entry("deb", DEBIAN),
          Map.entry("dpkg", DEBIAN),
          Map.entry("ubuntu", DEBIAN),
          Map.entry("rubygems", RUBY_GEM),
          Map.entry("rubygem", RUBY_GEM),
          Map.entry("gem", RUBY_GEM),
          Map.entry("hackage", HASKELL),
          Map.entry("ghc", HASKELL),
          Map.entry("haskell", HASKELL),
          Map.entry("cpan", PERL),
          Map.entry("perl", PERL),
          Map.entry("git", GIT),
          Map.entry("original_commit_for_fix", GIT));

  /**
   * The scheme that a CVE record's {@code versionType} or an OSV ecosystem (with or without its
   * {@code :release} part) names; {@link #GENERIC} for {@code custom} and for words of no meaning.
   */
  public static VersionScheme fromVersionType(@Nullable String versionType) {
    if (versionType == null) {
      return GENERIC;
    }
    String name = versionType.strip().toLowerCase(Locale.ROOT);
    int release = name.indexOf(':');
    return BY_NAME.getOrDefault(release < 0 ? name : name.substring(0, release), GENERIC);
  }

  /** The word shown in traces: {@code ruby-gem}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
