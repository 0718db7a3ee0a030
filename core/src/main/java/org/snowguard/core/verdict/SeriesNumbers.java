package org.snowguard.core.verdict;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * The leading numbers of a version as they are written, for questions of series: 6.1.52 is of the
 * series 6.1. An order of versions is not made of them, nor they of what an order compares: there
 * 20240101 is a year, a month and a day, Perl's 1.5 is 1.500, and a text with a remark is nothing.
 *
 * @param numbers without leading zeros
 */
record SeriesNumbers(List<String> numbers) {
  /** Past an epoch ({@code 1:}) and whatever is no digit, the numbers up to the next letter. */
  static SeriesNumbers of(String version) {
    int start = firstDigit(version, afterEpoch(version));
    int at = start == version.length() ? firstDigit(version, 0) : start;
    List<String> numbers = new ArrayList<>();
    while (isDigit(version, at)) {
      int end = at;
      while (isDigit(version, end)) {
        end++;
      }
      numbers.add(withoutLeadingZeros(version, at, end));
      boolean separated =
          end < version.length() && (version.charAt(end) == '.' || version.charAt(end) == '_');
      at = separated ? end + 1 : end;
    }
    return new SeriesNumbers(List.copyOf(numbers));
  }

  private static int afterEpoch(String version) {
    int end = 0;
    while (isDigit(version, end)) {
      end++;
    }
    return end > 0 && end < version.length() && version.charAt(end) == ':' ? end + 1 : 0;
  }

  private static int firstDigit(String version, int from) {
    int at = from;
    while (at < version.length() && !isDigit(version, at)) {
      at++;
    }
    return at;
  }

  private static boolean isDigit(String version, int at) {
    return at < version.length() && version.charAt(at) >= '0' && version.charAt(at) <= '9';
  }

  private static String withoutLeadingZeros(String version, int from, int end) {
    int start = from;
    while (start < end - 1 && version.charAt(start) == '0') {
      start++;
    }
    return version.substring(start, end);
  }

  boolean isEmpty() {
    return numbers.isEmpty();
  }

  int size() {
    return numbers.size();
  }

  boolean startsWith(SeriesNumbers series) {
    if (series.isEmpty()) {
      return false;
    }
    for (int i = 0; i < series.size(); i++) {
      if (!numberAt(i).equals(series.numberAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether both name one release, whatever qualifiers follow: 4.1.0rc1 and 4.1. */
  boolean isSameRelease(SeriesNumbers other) {
    return !isEmpty() && startsWith(other) && other.startsWith(this);
  }

  boolean hasSameFirst(SeriesNumbers other) {
    return !isEmpty() && !other.isEmpty() && numberAt(0).equals(other.numberAt(0));
  }

  /** Whether the first number is smaller. */
  boolean isOlderMajor(SeriesNumbers other) {
    return !isEmpty()
        && !other.isEmpty()
        && new BigInteger(numberAt(0)).compareTo(new BigInteger(other.numberAt(0))) < 0;
  }

  /** The series that a fix belongs to: 8.5 of 8.5.27, 2 of 2.1.0, 5 of 5. */
  SeriesNumbers series() {
    int end = numbers.size();
    while (end > 1 && numbers.get(end - 1).equals("0")) {
      end--;
    }
    return new SeriesNumbers(numbers.subList(0, Math.max(1, Math.min(end, numbers.size()) - 1)));
  }

  SeriesNumbers commonLead(SeriesNumbers other) {
    int i = 0;
    while (i < Math.min(size(), other.size()) && numbers.get(i).equals(other.numbers.get(i))) {
      i++;
    }
    return new SeriesNumbers(numbers.subList(0, i));
  }

  private String numberAt(int index) {
    return index < numbers.size() ? numbers.get(index) : "0";
  }
}
