package org.snowguard.server.suggestion;

import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.Locale;
import org.snowguard.server.web.Cursor;

/** The orders of the queue, each served by an index and paged by its last row. */
public enum QueueOrder {
  /** Known exploited, then likely and affected, then spreading, then score, then age. */
  URGENCY("Most urgent", "suggestion.rank", "desc", "asc"),
  NEWEST("Newest", "suggestion.since", "desc", "desc"),
  OLDEST("Oldest", "suggestion.since", "asc", "asc"),
  SCORE("CVSS", "suggestion.score", "desc", "asc");

  private final String label;

  /** As PostgreSQL writes a {@code timestamptz}. */
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendValue(ChronoField.YEAR, 4)
          .appendPattern("-MM-dd ")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .appendOffset("+HH:mm", "+00")
          .toFormatter(Locale.ROOT);

  private final String column;
  private final String direction;
  private final String idDirection;

  QueueOrder(String label, String column, String direction, String idDirection) {
    this.label = label;
    this.column = column;
    this.direction = direction;
    this.idDirection = idDirection;
  }

  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String label() {
    return label;
  }

  String orderBy() {
    return " order by %s %s, suggestion.id %s".formatted(column, direction, idDirection);
  }

  /** Rows behind the one whose key is bound as {@code afterKey} and {@code afterId}. */
  String after() {
    String beyond = direction.equals("desc") ? "<" : ">";
    String idBeyond = idDirection.equals("desc") ? "<" : ">";
    String key = cast();
    return "(%s %s= %s and (%s %s %s or suggestion.id %s :afterId))"
        .formatted(column, beyond, key, column, beyond, key, idBeyond);
  }

  private String cast() {
    return switch (this) {
      case URGENCY -> ":afterKey::bigint";
      case NEWEST, OLDEST -> ":afterKey::timestamptz";
      case SCORE -> ":afterKey::real";
    };
  }

  /** The key of a cursor, which anybody may have written, as {@link #after} casts it. */
  String key(Cursor after) {
    String key = after.text(0);
    try {
      return switch (this) {
        case URGENCY -> Long.toString(Long.parseLong(key));
        case NEWEST, OLDEST -> OffsetDateTime.parse(key, TIME).toString();
        case SCORE -> Float.toString(Float.parseFloat(key));
      };
    } catch (NumberFormatException | DateTimeParseException e) {
      throw after.malformed();
    }
  }

  /** The order's column as text that {@link #after} reads back exactly. */
  String keyText() {
    return column + "::text";
  }

  static Cursor cursor(QueueKey key) {
    return Cursor.of(key.key(), key.id());
  }

  /** The place of a row in the order. */
  public record QueueKey(long id, String key) {}
}
