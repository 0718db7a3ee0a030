package org.snowguard.core.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The leading numbers of a version, for questions of series: 6.1.52 is of the series 6.1. An order
 * of versions is not made of them.
 *
 * @param numbers without leading zeros
 */
record ReleaseNumbers(List<String> numbers) {
  private static final Pattern LEAD =
      Pattern.compile("^(?:\\d+:)?[^0-9]*?(\\d+(?:[._]\\d+)*)", Pattern.CASE_INSENSITIVE);

  static ReleaseNumbers of(String version) {
    Matcher lead = LEAD.matcher(version);
    if (!lead.find()) {
      return new ReleaseNumbers(List.of());
    }
    List<String> numbers = new ArrayList<>();
    for (String number : lead.group(1).split("[._]")) {
      String stripped = number.replaceFirst("^0+(?=\\d)", "");
      numbers.add(stripped);
    }
    return new ReleaseNumbers(List.copyOf(numbers));
  }

  boolean isEmpty() {
    return numbers.isEmpty();
  }

  int size() {
    return numbers.size();
  }

  boolean startsWith(ReleaseNumbers series) {
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
  boolean isSameRelease(ReleaseNumbers other) {
    return !isEmpty() && startsWith(other) && other.startsWith(this);
  }

  boolean hasSameFirst(ReleaseNumbers other) {
    return !isEmpty() && !other.isEmpty() && numberAt(0).equals(other.numberAt(0));
  }

  /** Whether the first number is smaller. */
  boolean isOlderMajor(ReleaseNumbers other) {
    return !isEmpty()
        && !other.isEmpty()
        && new java.math.BigInteger(numberAt(0))
                .compareTo(new java.math.BigInteger(other.numberAt(0)))
            < 0;
  }

  /** The series that a fix belongs to: 8.5 of 8.5.27, 2 of 2.1.0, 5 of 5. */
  ReleaseNumbers series() {
    int end = numbers.size();
    while (end > 1 && numbers.get(end - 1).equals("0")) {
      end--;
    }
    return new ReleaseNumbers(numbers.subList(0, Math.max(1, Math.min(end, numbers.size()) - 1)));
  }

  ReleaseNumbers commonLead(ReleaseNumbers other) {
    int i = 0;
    while (i < Math.min(size(), other.size()) && numbers.get(i).equals(other.numbers.get(i))) {
      i++;
    }
    return new ReleaseNumbers(numbers.subList(0, i));
  }

  private String numberAt(int index) {
    return index < numbers.size() ? numbers.get(index) : "0";
  }

  @Override
  public String toString() {
    return String.join(".", numbers);
  }
}
