package org.snowguard.server.remediation.backport;

/** A branch that a pull request is to be brought to. */
record Target(int number, String branch) {

  static final String MASTER = "master";

  /**
   * What was merged to staging comes to a release by its own staging branch (CONTRIBUTING.md).
   *
   * @param base that it was merged to
   * @param release {@code release-26.05}
   */
  static String branch(String base, String release) {
    return base.startsWith("staging") ? release.replaceFirst("^release-", "staging-") : release;
  }

  /** The release that a branch leads to. */
  String release() {
    return branch.replaceFirst("^staging-", "release-");
  }
}
