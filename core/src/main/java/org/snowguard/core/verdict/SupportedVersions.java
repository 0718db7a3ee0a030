package org.snowguard.core.verdict;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snowguard.core.record.VersionStatus;
import org.snowguard.core.version.Order;

/**
 * "Supported versions that are affected are 7u161, 8u152 and 9.0.1": a list of every supported
 * release family with its last affected version, as Oracle publishes with the fix. What is newer
 * has the fix, in the family or in all; what is older or of another family was not looked at.
 */
final class SupportedVersions {
  private static final Pattern EVERY_FAMILY =
      Pattern.compile(
          "\\bsupported versions? that (?:are|is) affected (?:are|is)\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern WHOLE = Pattern.compile("\\d+");

  private SupportedVersions() {}

  /** Empty where the prose does not say so, or the version is not newer. */
  static Optional<Opinion> opinion(
      RecordProse prose, List<ReadEntry> entries, SubjectVersion version) {
    if (!EVERY_FAMILY.matcher(prose.text()).find()) {
      return Optional.empty();
    }
    List<Bound> listed =
        entries.stream()
            .flatMap(entry -> entry.statements().stream())
            .filter(statement -> statement.status() == VersionStatus.AFFECTED)
            .filter(statement -> statement.claim() instanceof Claim.Listed)
            .flatMap(statement -> ClaimBounds.of(statement.claim()).stream())
            .toList();
    List<Bound> family =
        listed.stream().filter(one -> one.numbers().hasSameFirst(version.numbers())).toList();
    return isNewer(version, family)
        .or(() -> isNewer(version, listed))
        .map(
            last ->
                new Opinion(
                    Opinion.Stance.NOT_AFFECTED,
                    ReasonCode.OUTSIDE_AFFECTED_RANGES,
                    version.explain(last) + ", the last supported version that was affected",
                    prose.pointer()));
  }

  /**
   * Builds of others write 8u191 as 8.191: whatever order comes out against 8u202, it is not that
   * of the updates.
   */
  private static boolean isNewer(SubjectVersion version, Bound one) {
    boolean otherNotation =
        one.numbers().hasSameFirst(version.numbers())
            && (one.numbers().size() == 1) != (version.numbers().size() == 1)
            && !WHOLE.matcher(one.text()).matches();
    return !otherNotation && version.compare(one) == Order.GREATER;
  }

  /** The last listed version, where the one in question is newer than each. */
  private static Optional<Bound> isNewer(SubjectVersion version, List<Bound> listed) {
    return listed.stream().allMatch(one -> isNewer(version, one))
        ? listed.stream().reduce((first, second) -> second)
        : Optional.empty();
  }
}
