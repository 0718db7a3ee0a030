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
 *     (7.1.1-20 as 7.1.1.20); the release and suffix themselves where that makes no difference
 * @param metadata what was dropped behind a plus sign
 * @param snapshot whether this is a state of the source after {@code release}
 * @param snapshotDate year, month and day as one number, 0 where unknown
 */
record VersionParts(
    long epoch,
    String prefix,
    ReleaseNumbers release,
    List<VersionToken> suffix,
    Flattened flattened,
    String metadata,
    boolean snapshot,
    int snapshotDate) {

  static final VersionParts NONE =
      new VersionParts(
          0,
          "",
          ReleaseNumbers.NONE,
          List.of(),
          new Flattened(ReleaseNumbers.NONE, List.of(), false),
          "",
          false,
          0);

  /**
   * @param differs whether there was a number behind a dash
   */
  record Flattened(ReleaseNumbers release, List<VersionToken> suffix, boolean differs) {}

  long firstNumber() {
    return release.at(0);
  }

  boolean isZero() {
    return release.isZero();
  }
}
