package org.snowguard.server.browse.matrix;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;
import org.snowguard.server.browse.matrix.MatrixStore.Place;
import org.snowguard.server.web.BadInput;

/** Orders of the matrix. */
public enum MatrixOrder {
  /** The gravest first, and of these the one that is public for longest. */
  SEVERITY("gravest"),
  /** The one that is public for longest first. */
  AGE("public for longest"),
  /** Those that are open in most supported channels first, and of these the gravest. */
  CHANNELS("open in most channels");

  private final String label;

  MatrixOrder(String label) {
    this.label = label;
  }

  /** The spelling of addresses: {@code channels}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String label() {
    return label;
  }

  Comparator<Place> comparator() {
    Comparator<Place> byAge = Comparator.comparing(Place::publishedAt).thenComparingLong(Place::id);
    Comparator<Place> bySeverity = Comparator.comparingInt(Place::grade).thenComparing(byAge);
    return switch (this) {
      case SEVERITY -> bySeverity;
      case AGE -> byAge;
      case CHANNELS -> Comparator.comparingInt(Place::open).reversed().thenComparing(bySeverity);
    };
  }

  /** By severity unless another one is asked for. */
  static MatrixOrder parse(String text) {
    if (text.isBlank()) {
      return SEVERITY;
    }
    return Arrays.stream(values())
        .filter(order -> order.text().equals(text.strip()))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInput(
                    "reading the release matrix",
                    "order \"" + text + "\"",
                    "take one of "
                        + Arrays.stream(values())
                            .map(MatrixOrder::text)
                            .collect(Collectors.joining(", "))
                        + "."));
  }
}
