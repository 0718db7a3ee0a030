package org.snowguard.server.remediation.backport;

/**
 * How somebody brings a fix to a release by hand (CONTRIBUTING.md of nixpkgs).
 *
 * @param address of the repository
 */
record BackportCommand(String address) {

  /** Safe to paste: nothing in it comes from a text that somebody wrote. */
  String of(int number, String commit, String branch) {
    return """
    git fetch %4$s %2$s %3$s
    git switch --create backport-%1$d-to-%2$s FETCH_HEAD
    git cherry-pick -x $(git rev-parse --verify --quiet %3$s^2 >/dev/null && echo %3$s^1..%3$s^2 || echo %3$s)
    """
        .formatted(number, branch, commit, address)
        .strip();
  }
}
