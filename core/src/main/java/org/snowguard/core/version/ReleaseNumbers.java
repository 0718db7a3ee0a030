package org.snowguard.core.version;

import java.util.Arrays;
import java.util.List;

/**
 * The leading numbers of a version, most significant first, endlessly followed by zeros; unless a
 * letter stands where the next number would ({@code 1.0.a}).
 */
final class ReleaseNumbers {

  static final ReleaseNumbers NONE = new ReleaseNumbers(false);

  private final long[] numbers;
  private final boolean open;

  private ReleaseNumbers(boolean open, long... numbers) {
    this.open = open;
    this.numbers = numbers;
  }

  /**
   * @param open whether a letter of no known meaning takes the place of the next number
   */
  static ReleaseNumbers of(List<Long> numbers, boolean open) {
    return new ReleaseNumbers(open, numbers.stream().mapToLong(Long::longValue).toArray());
  }

  int count() {
    return numbers.length;
  }

  /** Version 0: a placeholder of Nixpkgs for "never released", a lower bound in records. */
  boolean isZero() {
    for (long number : numbers) {
      if (number != 0) {
        return false;
      }
    }
    return true;
  }

  long at(int index) {
    return index < numbers.length ? numbers[index] : 0;
  }

  /** The first numbers only, as many as given or fewer. */
  ReleaseNumbers leading(int count) {
    return new ReleaseNumbers(
        open && count > numbers.length, Arrays.copyOf(numbers, Math.min(count, numbers.length)));
  }

  /** Unknown where a number of one stands against a letter of the other. */
  Order compareTo(ReleaseNumbers other) {
    int length = Math.max(numbers.length, other.numbers.length);
    for (int index = 0; index < length; index++) {
      int order = Long.compare(at(index), other.at(index));
      if (order != 0) {
        return endsOpenBefore(index) || other.endsOpenBefore(index)
            ? Order.UNKNOWN
            : Order.of(order);
      }
    }
    return Order.EQUAL;
  }

  private boolean endsOpenBefore(int index) {
    return open && index >= numbers.length;
  }
}
