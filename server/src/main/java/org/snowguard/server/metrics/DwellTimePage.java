package org.snowguard.server.metrics;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How long users waited.
 *
 * @param channels that may be chosen
 * @param query parameters of an address with the same filter
 */
public record DwellTimePage(
    DwellFigures figures, CurvePicture picture, List<String> channels, String query) {

  public DwellTimePage {
    channels = List.copyOf(channels);
  }

  /** With one decimal; a dash where nobody can tell yet. */
  public static String days(@Nullable Double days) {
    return days == null ? "–" : String.format(Locale.ROOT, "%.1f", days);
  }

  public static String percent(@Nullable Double share) {
    return share == null ? "–" : String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }
}
