package org.snowguard.core.version;

import java.util.Arrays;

/** The leading numbers of a version, most significant first, endlessly followed by zeros. */
final class ReleaseNumbers {

  static final ReleaseNumbers NONE = new ReleaseNumbers();

  private final long[] numbers;

  private ReleaseNumbers(long... numbers) {
    this.numbers = numbers;
  }

  static ReleaseNumbers of(Iterable<Long> numbers, int count) {
    long[] copy = new long[count];
    int at = 0;
    for (long number : numbers) {
      copy[at] = number;
      at++;
    }
    return new ReleaseNumbers(copy);
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
    return new ReleaseNumbers(Arrays.copyOf(numbers, Math.min(count, numbers.length)));
  }

  int compareTo(ReleaseNumbers other) {
    int length = Math.max(numbers.length, other.numbers.length);
    for (int index = 0; index < length; index++) {
      int order = Long.compare(at(index), other.at(index));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
