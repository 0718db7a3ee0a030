package org.snowguard.formats.suggestion;

/** Numbers with at most four decimals and no trailing zeros: the same text on every machine. */
final class FourDecimals {
  private static final int SCALE = 10_000;

  private FourDecimals() {}

  /** Rounded to the nearest, halves towards positive infinity. */
  static long tenThousandths(double number) {
    if (!Double.isFinite(number) || Math.abs(number) > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "a probability or weight of %s cannot be written: it has to be finite".formatted(number));
    }
    return Math.round(number * SCALE);
  }

  static String text(double number) {
    long scaled = tenThousandths(number);
    long whole = Math.abs(scaled) / SCALE;
    long fraction = Math.abs(scaled) % SCALE;
    StringBuilder text = new StringBuilder(12);
    if (scaled < 0) {
      text.append('-');
    }
    text.append(whole);
    if (fraction != 0) {
      text.append('.');
      for (long digit = SCALE / 10; fraction != 0; digit /= 10) {
        text.append((char) ('0' + fraction / digit));
        fraction %= digit;
      }
    }
    return text.toString();
  }
}
