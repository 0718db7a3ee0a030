package org.snowguard.core.version;

import org.jspecify.annotations.Nullable;
import org.snowguard.core.version.VersionText.Any;
import org.snowguard.core.version.VersionText.Bounds;
import org.snowguard.core.version.VersionText.Exact;
import org.snowguard.core.version.VersionText.Series;

/** Makes the values of {@link VersionText} from versions that may end in wildcards. */
final class VersionIntervals {

  private VersionIntervals() {}

  static @Nullable Bounds join(Bounds first, Bounds second) {
    if (first.upper() == null && second.lower() == null) {
      return new Bounds(
          first.lower(), first.lowerInclusive(), second.upper(), second.upperInclusive());
    }
    boolean reversed = first.lower() == null && second.upper() == null;
    if (reversed
        && first.upper() != null
        && second.lower() != null
        && VersionOrder.compare(second.lower(), first.upper(), VersionScheme.GENERIC)
            == Order.LESS) {
      return new Bounds(
          second.lower(), second.lowerInclusive(), first.upper(), first.upperInclusive());
    }
    return null;
  }

  /** An interval that begins with a wildcard has no lower bound. */
  static VersionText interval(@Nullable String lower, String upper, boolean inclusive) {
    boolean bounded = lower != null && !lower.equals("*");
    String from = bounded && lower != null ? lowerBound(lower) : null;
    if (upper.equals("*")) {
      return from == null ? new Any() : new Bounds(from, true, null, false);
    }
    @Nullable String series = seriesPrefix(upper);
    String to = series == null ? upper : inclusive ? series + ".*" : series;
    return new Bounds(from, from != null, to, inclusive);
  }

  static VersionText single(String version) {
    if (version.equals("*")) {
      return new Any();
    }
    @Nullable String series = seriesPrefix(version);
    return series == null ? new Exact(version) : new Series(series);
  }

  /** A series begins with its own number. */
  static String lowerBound(String version) {
    @Nullable String series = seriesPrefix(version);
    return series == null ? version : series;
  }

  private static @Nullable String seriesPrefix(String version) {
    int start = version.startsWith("v") || version.startsWith("V") ? 1 : 0;
    for (int index = start; index + 1 < version.length(); index++) {
      boolean dot = version.charAt(index) == '.';
      if (!Character.isDigit(version.charAt(index)) && !(dot && index > start)) {
        return null;
      }
      boolean wildcard = "xX*".indexOf(version.charAt(index + 1)) >= 0;
      boolean ends = index + 2 == version.length() || version.charAt(index + 2) == '.';
      if (dot && wildcard && ends) {
        return version.substring(0, index);
      }
    }
    return null;
  }
}
