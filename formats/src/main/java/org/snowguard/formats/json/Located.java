package org.snowguard.formats.json;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.formats.json.Json.JsonArray;
import org.snowguard.formats.json.Json.JsonLiteral;
import org.snowguard.formats.json.Json.JsonNumber;
import org.snowguard.formats.json.Json.JsonObject;
import org.snowguard.formats.json.Json.JsonText;

/**
 * A value with the place where it stands. Every step is total: what is absent or of another type
 * than expected reads as nothing.
 */
public final class Located {
  /** A value that is not there. */
  public static final Located NOTHING = root(JsonLiteral.MISSING);

  private final Json value;
  private final @Nullable Located parent;
  private final String step;

  private Located(Json value, @Nullable Located parent, String step) {
    this.value = value;
    this.parent = parent;
    this.step = step;
  }

  public static Located root(Json value) {
    return new Located(value, null, "");
  }

  /** JSON pointer of this value (RFC 6901); empty for the whole text. */
  public String pointer() {
    if (parent == null) {
      return "";
    }
    String escaped = step.replace("~", "~0").replace("/", "~1");
    return parent.pointer() + "/" + escaped;
  }

  /** The field's name or the element's index, as written; empty for the whole text. */
  public String step() {
    return step;
  }

  public boolean isObject() {
    return value instanceof JsonObject;
  }

  public boolean isArray() {
    return value instanceof JsonArray;
  }

  /** The value without its place. */
  public Json value() {
    return value;
  }

  /** Neither absent nor null. */
  public boolean isPresent() {
    return value != JsonLiteral.MISSING && value != JsonLiteral.NULL;
  }

  public boolean isTrue() {
    return value == JsonLiteral.TRUE;
  }

  public boolean isFalse() {
    return value == JsonLiteral.FALSE;
  }

  /** The field of that name. */
  public Located get(String field) {
    Json found = value instanceof JsonObject object ? object.fields().get(field) : null;
    return new Located(found == null ? JsonLiteral.MISSING : found, this, field);
  }

  /** Every field, in order. */
  public List<Located> fields() {
    if (!(value instanceof JsonObject object)) {
      return List.of();
    }
    List<Located> fields = new ArrayList<>(object.fields().size());
    object.fields().forEach((name, field) -> fields.add(new Located(field, this, name)));
    return fields;
  }

  /** The elements of an array. */
  public List<Located> items() {
    if (!(value instanceof JsonArray array)) {
      return List.of();
    }
    List<Located> items = new ArrayList<>(array.items().size());
    for (Json item : array.items()) {
      items.add(new Located(item, this, Integer.toString(items.size())));
    }
    return items;
  }

  /**
   * The elements of an array, or the value itself where others write a list of one without
   * brackets.
   */
  public List<Located> itemsOrSelf() {
    return isArray() ? items() : isPresent() ? List.of(this) : List.of();
  }

  /** A text, or a number as spelled, or a truth value in words; else null. */
  public @Nullable String text() {
    return switch (value) {
      case JsonText text -> text.value();
      case JsonNumber number -> number.literal();
      case JsonLiteral literal ->
          switch (literal) {
            case TRUE -> "true";
            case FALSE -> "false";
            case NULL, MISSING -> null;
          };
      case JsonObject _, JsonArray _ -> null;
    };
  }

  /** The text of the field of that name. */
  public @Nullable String text(String field) {
    return get(field).text();
  }

  /** The texts of the field of that name: of its elements, or its own. */
  public List<String> texts(String field) {
    List<String> texts = new ArrayList<>();
    for (Located item : get(field).itemsOrSelf()) {
      String text = item.text();
      if (text != null) {
        texts.add(text);
      }
    }
    return texts;
  }
}
