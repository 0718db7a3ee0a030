package org.snowguard.server.remediation;

/** Written by hand from what the story tells; the last column of each row says why. */
final class StoryExpectations {

  private StoryExpectations() {}

  /** Vulnerability, channel, day, status, by what. */
  static final String CHANGES =
      """
      CVE-2026-0101 nixos-25.11 0.25 affected version | known on day 0.5, public since 0.25; no backport could be made
      CVE-2026-0101 nixos-26.05 0.25 affected version | public
      CVE-2026-0101 nixos-26.05 1.5 fix_proposed pull_request | #201 is opened for the release
      CVE-2026-0101 nixos-26.05 2 fix_merged branch | #201 is merged
      CVE-2026-0101 nixos-26.05 4 fixed version | the channel advances: 3.0.14
      CVE-2026-0101 nixos-unstable 0.25 affected version | public
      CVE-2026-0101 nixos-unstable 0.75 fix_proposed pull_request | #101 is opened
      CVE-2026-0101 nixos-unstable 1 fix_merged branch | it is merged to master
      CVE-2026-0101 nixos-unstable 3 fixed version | the channel advances
      CVE-2026-0102 nixos-25.11 0.25 affected version | public
      CVE-2026-0102 nixos-25.11 2.5 fix_proposed pull_request | #203 brings the backport's backport
      CVE-2026-0102 nixos-25.11 3 fix_merged branch | it is merged
      CVE-2026-0102 nixos-25.11 6 fixed version | the channel advances; the revert elsewhere is none here
      CVE-2026-0102 nixos-26.05 0.25 affected version | public
      CVE-2026-0102 nixos-26.05 1.5 fix_proposed pull_request | #202 is opened for the release
      CVE-2026-0102 nixos-26.05 2 fix_merged branch | it is merged
      CVE-2026-0102 nixos-26.05 4 fixed version | the channel advances
      CVE-2026-0102 nixos-26.05 7 affected version | the revert was picked to the release on day 5 and has reached the channel
      CVE-2026-0102 nixos-unstable 0.25 affected version | public
      CVE-2026-0102 nixos-unstable 0.75 fix_proposed pull_request | #102 is opened
      CVE-2026-0102 nixos-unstable 1 fix_merged branch | it is merged to master
      CVE-2026-0102 nixos-unstable 3 fixed version | the channel advances
      CVE-2026-0102 nixos-unstable 4 affected version | the revert re-opens it
      CVE-2026-0102 nixos-unstable 4.5 fix_proposed pull_request | #302 would revert the revert
      CVE-2026-0102 nixos-unstable 5 fix_merged branch | it is merged to master
      CVE-2026-0102 nixos-unstable 6 fixed version | the channel goes back to before the revert
      CVE-2026-0103 nixos-26.05 0 affected version | public before the server looked; affected since its first snapshot
      CVE-2026-0103 nixos-unstable 0 affected version | the same
      CVE-2026-0103 nixos-unstable 0.75 fix_proposed pull_request | #103 is opened against staging
      CVE-2026-0103 nixos-unstable 1 fix_proposed staging | it is merged to staging
      CVE-2026-0103 nixos-unstable 3 fix_merged branch | staging-next is merged into master
      CVE-2026-0103 nixos-unstable 4 fixed patch | the channel advances: a patch, the version stays
      CVE-2026-0103 nixos-unstable 6 fix_merged branch | the channel goes back and loses the patch
      CVE-2026-0103 nixos-unstable 7 fixed patch | it advances again
      CVE-2026-0105 nixos-unstable 0.25 affected version | public
      CVE-2026-0105 nixos-unstable 0.75 fix_proposed pull_request | #105 is opened
      CVE-2026-0105 nixos-unstable 1 fix_merged branch | it is merged
      CVE-2026-0105 nixos-unstable 3 fixed version | the channel advances; going back on day 6 it still has it
      CVE-2026-0106 nixos-unstable 0.25 affected version | public
      CVE-2026-0106 nixos-unstable 0.75 fix_proposed pull_request | #106 is opened
      CVE-2026-0106 nixos-unstable 6 fix_merged branch | the merge queue merges it
      CVE-2026-0106 nixos-unstable 7 fixed version | the channel advances
      CVE-2026-0107 nixos-unstable 0.25 affected version | public
      CVE-2026-0107 nixos-unstable 0.75 fix_proposed pull_request | #107 is confirmed on day 5, and was open since 0.75
      CVE-2026-0107 nixos-unstable 6 fix_merged branch | it is rebased onto master
      CVE-2026-0107 nixos-unstable 7 fixed landing | the record calls every version affected: the confirmed fix ends it
      CVE-2026-0115 nixos-unstable 0.25 affected version | public
      CVE-2026-0115 nixos-unstable 0.75 fix_proposed pull_request | #105 names both packages
      CVE-2026-0115 nixos-unstable 1 fix_merged branch | it is merged
      CVE-2026-0115 nixos-unstable 3 fixed version | the channel advances
      """;

  /** After the work of a day: what holds up which project in which channel. */
  static final String WORK_LISTS =
      """
      0.5 | no_fix = libpng@nixos-unstable; fixed_upstream = curl@nixos-25.11 curl@nixos-26.05 curl@nixos-unstable glibc@nixos-26.05 glibc@nixos-unstable numpy@nixos-unstable openssl@nixos-25.11 openssl@nixos-26.05 openssl@nixos-unstable scipy@nixos-unstable xz@nixos-unstable | records name fixed versions, but libpng's; nobody has done anything
      0.75 | no_fix = libpng@nixos-unstable; fixed_upstream = curl@nixos-25.11 curl@nixos-26.05 glibc@nixos-26.05 openssl@nixos-25.11 openssl@nixos-26.05; proposed = curl@nixos-unstable glibc@nixos-unstable numpy@nixos-unstable openssl@nixos-unstable scipy@nixos-unstable xz@nixos-unstable | pull requests for unstable are open; an id without its year is not sure enough
      1 | no_fix = libpng@nixos-unstable; proposed = xz@nixos-unstable; in_staging = glibc@nixos-unstable; in_branch = curl@nixos-unstable numpy@nixos-unstable openssl@nixos-unstable scipy@nixos-unstable; no_backport = curl@nixos-25.11 curl@nixos-26.05 glibc@nixos-26.05 openssl@nixos-25.11 openssl@nixos-26.05 | merged, and nothing on its way to the releases
      1.5 | no_fix = libpng@nixos-unstable; proposed = curl@nixos-26.05 openssl@nixos-26.05 xz@nixos-unstable; in_staging = glibc@nixos-unstable; in_branch = curl@nixos-unstable numpy@nixos-unstable openssl@nixos-unstable scipy@nixos-unstable; no_backport = curl@nixos-25.11 glibc@nixos-26.05; backport_failed = openssl@nixos-25.11 | backports are open, one could not be made
      3 | no_fix = libpng@nixos-unstable; proposed = xz@nixos-unstable; in_branch = curl@nixos-25.11 curl@nixos-26.05 glibc@nixos-unstable openssl@nixos-26.05; no_backport = glibc@nixos-26.05; backport_failed = openssl@nixos-25.11 | unstable has advanced, the releases' channels have not
      4 | no_fix = libpng@nixos-unstable; fixed_upstream = curl@nixos-unstable; proposed = xz@nixos-unstable; in_branch = curl@nixos-25.11; no_backport = glibc@nixos-26.05; backport_failed = openssl@nixos-25.11 | the revert: nothing in nixpkgs goes to curl's fixed version any more
      6 | in_branch = glibc@nixos-unstable libpng@nixos-unstable xz@nixos-unstable; no_backport = glibc@nixos-26.05; backport_failed = openssl@nixos-25.11 | curl is fixed everywhere, for a day
      8 | no_backport = curl@nixos-26.05 glibc@nixos-26.05; backport_failed = openssl@nixos-25.11 | curl's backport was taken back by the revert, while master has the fix
      """;

  /** Pull request, release, what a trial of its pick came to, files in conflict. */
  static final String TRIALS =
      """
      #101 release-25.11 CLEAN [] | whatever the bot said: nothing there has touched openssl
      #102 release-26.05 CONFLICT [pkgs/by-name/curl/package.nix] | the release's revert changed the same file
      #103 staging-26.05 UNKNOWN [] | there is no such branch
      #302 release-26.05 CLEAN [] | it undoes what the release's revert did
      """;

  /**
   * Vulnerability, channel, how it stands, days from the public start. CVE-2026-0115 was closed as
   * a duplicate: it waits in another issue.
   */
  static final String DWELL_TIMES =
      """
      CVE-2026-0101 nixos-unstable fixed 2.75 | 0.25 to 3
      CVE-2026-0101 nixos-26.05 fixed 3.75 | 0.25 to 4
      CVE-2026-0101 nixos-25.11 end_of_life - | no backport until support ended with day 6
      CVE-2026-0102 nixos-unstable fixed 5.75 | 0.25 to 6: the last fix counts
      CVE-2026-0102 nixos-26.05 open - | re-opened on day 7
      CVE-2026-0102 nixos-25.11 fixed 5.75 | 0.25 to 6
      CVE-2026-0103 nixos-unstable fixed - | public before the first snapshot: nobody can tell
      CVE-2026-0103 nixos-26.05 open - | no backport
      CVE-2026-0105 nixos-unstable fixed 2.75 | 0.25 to 3
      CVE-2026-0106 nixos-unstable fixed 6.75 | 0.25 to 7
      CVE-2026-0107 nixos-unstable fixed 6.75 | 0.25 to 7
      """;

  /**
   * Of the first issue: channel, how it stands, days; then days to suggestion, draft, published,
   * pull request, merged, branch and channel.
   */
  static final String STAGES =
      """
      nixos-25.11 end_of_life 6.75: 0.25 0.00 0.25 0.00 0.25 6.00+ - | #101 is merged on day 1, and never reaches this release before its support ends
      nixos-26.05 fixed 3.75: 0.25 0.00 0.25 0.00 0.25 1.00 2.00 | its pick is on the branch on day 2, in the channel on day 4
      nixos-unstable fixed 2.75: 0.25 0.00 0.25 0.00 0.25 0.00 2.00 | merged to the branch itself; in the channel on day 3
      """;

  /** Start, channel, fixed of waits, median, day by which 90 % were fixed. */
  static final String FIGURES =
      """
      public nixos-25.11 1/2 5.75 - | one after 5.75, one waited until the end of life: the half is reached
      public nixos-26.05 1/2 3.75 - | one after 3.75, one waits
      public nixos-unstable 5/5 5.75 6.75 | 2.75 twice, 5.75, 6.75 twice; glibc is left out, scipy a duplicate
      notified nixos-25.11 1/2 5.50 - | known on day 0.5
      notified nixos-26.05 1/2 3.50 - | the same
      notified nixos-unstable 5/5 5.50 6.50 | the same
      upstream_fix nixos-25.11 1/2 5.75 - | the record named the version from the start
      upstream_fix nixos-26.05 1/2 3.75 - | the same
      upstream_fix nixos-unstable 5/5 5.75 6.75 | libpng 6.25, from #107 on; the others as from the public start
      """;
}
