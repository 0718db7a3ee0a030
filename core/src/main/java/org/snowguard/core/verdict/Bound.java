package org.snowguard.core.verdict;

import org.snowguard.core.version.ParsedVersion;
import org.snowguard.core.version.VersionScheme;

/**
 * One end of a range.
 *
 * @param inclusive whether the version itself belongs to the range
 * @param series whether the end of the version's series is meant: {@code 6.1.*} as an upper bound
 *     is everything up to the last 6.1 (CVE JSON 5, definitions/version)
 */
record Bound(ParsedVersion version, boolean inclusive, boolean series) {
  static Bound at(String text, VersionScheme scheme, boolean inclusive) {
    return new Bound(ParsedVersion.parse(text, scheme), inclusive, false);
  }

  static Bound endOfSeries(String text, VersionScheme scheme) {
    return new Bound(ParsedVersion.parse(text, scheme), true, true);
  }

  /** An upper bound as written: one that ends in {@code .*} is the end of that series. */
  static Bound end(String text, VersionScheme scheme, boolean inclusive) {
    return text.endsWith(".*")
        ? endOfSeries(text.substring(0, text.length() - 2), scheme)
        : at(text, scheme, inclusive);
  }

  String text() {
    return series ? version.text() + ".*" : version.text();
  }

  /** {@code +security-01} of {@code 11.0.6+security-01}, or empty. */
  String build() {
    int plus = version.text().indexOf('+');
    return plus < 0 ? "" : version.text().substring(plus);
  }

  SeriesNumbers numbers() {
    return SeriesNumbers.of(version.text());
  }
}
