package org.snowguard.server.nixpkgs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A version that a channel carried without a break, whatever else of the package changed meanwhile.
 *
 * @param version null where the package tells none
 * @param from the first snapshot that carried it
 * @param to the last one that did, as far as is known
 * @param gone the first one after it; null: it is still there
 */
public record CarriedVersion(
    String channel,
    boolean supported,
    String attribute,
    String name,
    @Nullable String version,
    SnapshotPoint from,
    SnapshotPoint to,
    @Nullable SnapshotPoint gone) {

  private static final Pattern LEADING_V = Pattern.compile("v[0-9]");

  public boolean isThere() {
    return gone == null;
  }

  /** The version, or the whole name of a package that tells none. */
  public String label() {
    return version == null ? name : version;
  }

  /** Whether this is the version that somebody wrote, whatever the case and a leading v. */
  public boolean isAt(String written) {
    return plain(label()).equals(plain(written));
  }

  /** Whether it is of the series that somebody wrote: 5.6.1 is of 5.6. */
  public boolean isOfSeries(String written) {
    return plain(label()).startsWith(plain(written) + ".");
  }

  private static String plain(String version) {
    String lower = version.toLowerCase(Locale.ROOT);
    return LEADING_V.matcher(lower).lookingAt() ? lower.substring(1) : lower;
  }

  /**
   * Of the spans of any channels and attributes, those of an attribute in a channel together and
   * the newest first; the same order comes out.
   */
  static List<CarriedVersion> of(List<ShippedSpan> spans) {
    List<CarriedVersion> carried = new ArrayList<>();
    ShippedSpan later = null;
    for (ShippedSpan span : spans) {
      if (later != null && span.becomes(later) && Objects.equals(span.version(), later.version())) {
        carried.add(carried.removeLast().since(span.from()));
      } else {
        carried.add(
            new CarriedVersion(
                span.channel(),
                span.supported(),
                span.attribute(),
                span.name(),
                span.version(),
                span.from(),
                span.to(),
                span.gone()));
      }
      later = span;
    }
    return List.copyOf(carried);
  }

  private CarriedVersion since(SnapshotPoint earlier) {
    return new CarriedVersion(channel, supported, attribute, name, version, earlier, to, gone);
  }
}
