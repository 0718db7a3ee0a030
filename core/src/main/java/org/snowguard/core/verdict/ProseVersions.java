package org.snowguard.core.verdict;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.snowguard.core.version.Order;
import org.snowguard.core.version.VersionScheme;

/**
 * Whatever in a description looks like a version, whether or not it stands where {@link ProseRule}
 * reads: a sentence that was not understood may name another affected series.
 */
final class ProseVersions {
  private static final Pattern DOTTED =
      Pattern.compile(
          "(?<![\\w./:-])v?(\\d++(?:\\.\\d++)++(?:[-+_]?[a-z]+\\d*)?)(?![\\w/:])",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern WHOLE =
      Pattern.compile("(?<![\\w./:-])v?(\\d{2,})(?![\\w/:-]|\\.\\d)");

  private ProseVersions() {}

  /**
   * The first version that speaks against clearing: one above the version in question or not
   * comparable with it, or that version itself behind the project's name.
   *
   * @param read ends of the ranges that were understood
   * @param named single versions behind the project's name
   */
  static Optional<Bound> unread(
      String text, List<Bound> read, List<Bound> named, SubjectVersion version) {
    Stream<Bound> above =
        versions(text, version)
            .filter(bound -> version.compare(bound) != Order.GREATER)
            .filter(bound -> version.compare(bound) != Order.EQUAL);
    Stream<Bound> itself = named.stream().filter(one -> version.compare(one) == Order.EQUAL);
    return Stream.concat(above, itself)
        .filter(bound -> read.stream().noneMatch(end -> isSame(end, bound)))
        .findFirst();
  }

  private static Stream<Bound> versions(String text, SubjectVersion version) {
    VersionScheme scheme = version.schemeFor(VersionScheme.GENERIC);
    // Whole numbers are mostly no versions, unless the project counts that way.
    boolean countsWhole = version.numbers().size() == 1;
    return Stream.concat(
            DOTTED.matcher(text).results(),
            countsWhole ? WHOLE.matcher(text).results() : Stream.empty())
        .map(found -> Bound.at(found.group(1), scheme, true));
  }

  private static boolean isSame(Bound end, Bound bound) {
    return end.numbers().isSameRelease(bound.numbers());
  }
}
