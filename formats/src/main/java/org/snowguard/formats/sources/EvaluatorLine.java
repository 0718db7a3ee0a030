package org.snowguard.formats.sources;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.version.DerivationName;
import org.snowguard.formats.json.Json;
import org.snowguard.formats.json.Located;

/**
 * One attribute as an evaluator tells it, our own or nix-eval-jobs. What the latter was asked for
 * with {@code --apply} stands under {@code extraValue}; here it counts as a field of the line.
 */
public record EvaluatorLine(Located fields) {

  public static EvaluatorLine of(Located root) {
    Located extra = root.get("extraValue");
    if (!extra.isObject()) {
      return new EvaluatorLine(root);
    }
    Map<String, Json> all = new LinkedHashMap<>();
    extra.fields().forEach(field -> all.put(field.step(), field.value()));
    root.fields().forEach(field -> all.put(field.step(), field.value()));
    return new EvaluatorLine(Located.root(new Json.JsonObject(all)));
  }

  /** Null when it is no line of an evaluator. */
  public @Nullable String attribute() {
    return nonBlank(fields.text("attr"));
  }

  /** The version, said or split off the name; null when there is none. */
  public @Nullable String version() {
    String said = nonBlank(fields.text("version"));
    String name = fields.text("name");
    return said != null || name == null ? said : nonBlank(DerivationName.parse(name).version());
  }

  /** Why the attribute could not be evaluated, shortened to a line; null when it could. */
  public @Nullable String error() {
    String error = nonBlank(fields.text("error"));
    return error == null ? null : lastLine(error);
  }

  /** Why its patches could not be evaluated; null when nothing is said of it. */
  @Nullable String unreadPatches() {
    return fields.get("unread").text("patches");
  }

  boolean hasPatches() {
    return fields.get("patches").isPresent();
  }

  /** Newer Nix tells what it was doing before it comes to the error. */
  private static String lastLine(String error) {
    String found = error.strip();
    for (String line : error.lines().toList()) {
      int at = line.indexOf("error: ");
      found = at < 0 ? found : line.substring(at + "error: ".length()).strip();
    }
    return found.lines().findFirst().orElse(found);
  }

  private static @Nullable String nonBlank(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }
}
