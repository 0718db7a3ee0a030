package org.snowguard.server.web;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, in the form that every list has as JSON: {@code
 * {"items":[…],"next":…,"total":…}}.
 *
 * @param next the cursor of the following page, null on the last one
 * @param total how many items the whole list has
 */
public record Page<T>(List<T> items, @Nullable String next, long total) {

  public Page {
    items = List.copyOf(items);
  }

  /**
   * A page out of one row more than fits: the store asks for {@code size + 1} rows, and the extra
   * one, never shown, says that there is a next page.
   */
  public static <T> Page<T> of(
      List<T> rows, int size, long total, Function<? super T, Cursor> cursorOf) {
    if (rows.size() <= size) {
      return new Page<>(rows, null, total);
    }
    List<T> shown = rows.subList(0, size);
    return new Page<>(shown, cursorOf.apply(shown.getLast()).encode(), total);
  }

  public <R> Page<R> map(Function<? super T, R> change) {
    return new Page<>(items.stream().map(change).toList(), next, total);
  }
}
