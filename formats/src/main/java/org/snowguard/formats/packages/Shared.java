package org.snowguard.formats.packages;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One instance of each of several equal immutable values: licences, maintainers, platforms. */
final class Shared {
  private final Map<Object, Object> values = new HashMap<>();

  @SuppressWarnings("unchecked") // A value equals only values of its own type here.
  <T> T one(T value) {
    T known = (T) values.putIfAbsent(value, value);
    return known == null ? value : known;
  }

  /** The list and each of its elements. */
  <T> List<T> list(List<T> items) {
    if (items.isEmpty()) {
      return List.of();
    }
    List<T> shared = new ArrayList<>(items.size());
    items.forEach(item -> shared.add(one(item)));
    return one(List.copyOf(shared));
  }
}
