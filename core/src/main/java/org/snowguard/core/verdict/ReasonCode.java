package org.snowguard.core.verdict;

/** Why a verdict was given: the listed set of every output (extended, never renamed). */
public enum ReasonCode {
  /** The version lies in an affected range. */
  IN_AFFECTED_RANGE,
  /** The version is listed as affected. */
  LISTED_AFFECTED,
  /** The version lies in a range stated as unaffected. */
  IN_UNAFFECTED_RANGE,
  /** The version is listed as unaffected. */
  LISTED_UNAFFECTED,
  /** The version lies outside every affected range. */
  OUTSIDE_AFFECTED_RANGES,
  /** No statement matches and the record's default status decides. */
  DEFAULT_STATUS,
  /** The record states that every version is affected. */
  ALL_VERSIONS_AFFECTED,
  /** A patch names the vulnerability. */
  PATCH_NAMES_ID,
  /** {@code meta.knownVulnerabilities} names the vulnerability. */
  KNOWN_VULNERABILITY_NAMES_ID,
  /** The record gives no versions. */
  NO_VERSIONS,
  /** The record's versions are text that cannot be read as versions. */
  UNREADABLE_VERSIONS,
  /** Only commits are given. */
  COMMITS_ONLY,
  /** The package is a snapshot between releases and no date decides. */
  UNRELEASED_SNAPSHOT,
  /** The package has no version. */
  PACKAGE_WITHOUT_VERSION,
  /** The versions are of different kinds, for example a date against a release number. */
  DIFFERENT_SCALES,
  /** Two versions have no defined order. */
  NOT_COMPARABLE,
  /** Sources disagree. */
  SOURCES_DISAGREE,
  /** The record speaks only of platforms that nixpkgs does not serve. */
  OTHER_PLATFORM,
  /** The record names versions, and says nothing of this one. */
  NOT_ASSESSED,
  /** The record calls the status of the version unknown. */
  STATED_UNKNOWN,
  /** Two statements of one source contradict each other for the version. */
  CONTRADICTORY_STATEMENTS,
  /** Only the builds of another distribution are given. */
  OTHER_DISTRIBUTION,
  /** The record speaks of another edition, such as the enterprise one. */
  OTHER_EDITION;

  /** Lower case with underscores, the spelling of every output. */
  public String text() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
