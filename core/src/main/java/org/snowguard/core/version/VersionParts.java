package org.snowguard.core.version;

import java.util.List;

/**
 * What a version string says.
 *
 * @param epoch 0 where none was written
 * @param prefix letters before the first number that are no known prefix, such as {@code r} of r60
 * @param release the leading numbers, most significant first
 * @param suffix what follows them
 * @param flattened the same version with numbers behind dashes read as further release numbers
 *     (7.1.1-20 as 7.1.1.20), and a patch level as the next of them (5.2p37 as 5.2.37, which is how
 *     Bash counts); the release and suffix themselves where that makes no difference
 * @param metadata what was dropped behind a plus sign
 * @param snapshot whether this is a state of the source between releases
 * @param snapshotDate year, month and day as one number, 0 where unknown
 */
record VersionParts(
    long epoch,
    String prefix,
    ReleaseNumbers release,
    List<VersionToken> suffix,
    Flattened flattened,
    String metadata,
    Snapshot snapshot,
    int snapshotDate) {

  static final VersionParts NONE =
      new VersionParts(
          0,
          "",
          ReleaseNumbers.NONE,
          List.of(),
          new Flattened(ReleaseNumbers.NONE, List.of(), false),
          "",
          Snapshot.NONE,
          0);

  /**
   * @param differs whether there was a number behind a dash, or a patch level
   */
  record Flattened(ReleaseNumbers release, List<VersionToken> suffix, boolean differs) {}

  /** How a state of the source between releases stands to the release that it names. */
  enum Snapshot {
    /** It is a release. */
    NONE,
    /**
     * {@code 1.2-unstable-2024-01-01}, {@code 1.2-2024-01-01}: Nixpkgs names the release before.
     */
    AFTER,
    /** {@code 3.10-20240101}: Postfix names the release to come, others the one before. */
    DATED
  }

  boolean isSnapshot() {
    return snapshot != Snapshot.NONE;
  }

  long firstNumber() {
    return release.at(0);
  }

  boolean isZero() {
    return release.isZero();
  }
}
