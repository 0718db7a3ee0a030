package org.snowguard.server.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a page of a keyset-paged list ends: the values of the order's columns in its last row.
 * Opaque to clients.
 */
public record Cursor(List<String> values) {

  private static final char SEPARATOR = '\u001f';

  public Cursor {
    values = List.copyOf(values);
  }

  public static Cursor of(Object... values) {
    return new Cursor(Arrays.stream(values).map(Object::toString).toList());
  }

  public String encode() {
    String joined = String.join(String.valueOf(SEPARATOR), values);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(joined.getBytes(UTF_8));
  }

  /** Reads the parameter {@code after}; null or empty is the first page. */
  public static @Nullable Cursor parse(@Nullable String text, int size) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    List<String> values = decode(text);
    if (values.size() != size) {
      throw malformed(text);
    }
    return new Cursor(values);
  }

  public String text(int index) {
    return values.get(index);
  }

  public long number(int index) {
    try {
      return Long.parseLong(values.get(index));
    } catch (NumberFormatException e) {
      throw malformed();
    }
  }

  /** For a value that is not what the order's column holds. */
  public BadInput malformed() {
    return malformed(encode());
  }

  /** A value of an order by time. */
  public Instant moment(int index) {
    try {
      return Moments.parse(values.get(index));
    } catch (DateTimeException e) {
      throw malformed();
    }
  }

  private static List<String> decode(String text) {
    String joined;
    try {
      joined = new String(Base64.getUrlDecoder().decode(text), UTF_8);
    } catch (IllegalArgumentException e) {
      throw malformed(text);
    }
    if (joined.indexOf('\0') >= 0) {
      throw malformed(text); // no text in PostgreSQL can hold it
    }
    List<String> values = new ArrayList<>();
    int start = 0;
    for (int end = joined.indexOf(SEPARATOR); end >= 0; end = joined.indexOf(SEPARATOR, start)) {
      values.add(joined.substring(start, end));
      start = end + 1;
    }
    values.add(joined.substring(start));
    return values;
  }

  private static BadInput malformed(String text) {
    return new BadInput(
        "turning to the next page", "cursor \"" + text + "\"", "start again from the first page.");
  }
}
