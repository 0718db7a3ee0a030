package org.snowguard.cli.evaluate;

import java.util.List;
import java.util.TreeMap;
import org.snowguard.formats.json.Json;

/**
 * An attribute to evaluate.
 *
 * @param unread fields that are left out because Nix could not bear them, with its reason
 * @param bare whether what it throws shall end Nix, so that Nix tells its message
 */
record ChunkItem(AttributePath path, TreeMap<String, String> unread, boolean bare) {

  static ChunkItem of(AttributePath path) {
    return new ChunkItem(path, new TreeMap<>(), false);
  }

  ChunkItem asBare() {
    return new ChunkItem(path, unread, true);
  }

  ChunkItem without(String field, String reason) {
    TreeMap<String, String> more = new TreeMap<>(unread);
    more.put(field, reason);
    return new ChunkItem(path, more, bare);
  }

  /** For {@code chunk.nix}. */
  Json toJson() {
    TreeMap<String, Json> fields = new TreeMap<>();
    fields.put("path", texts(path.names()));
    fields.put("skip", texts(List.copyOf(unread.keySet())));
    fields.put("bare", bare ? Json.JsonLiteral.TRUE : Json.JsonLiteral.FALSE);
    return new Json.JsonObject(fields);
  }

  private static Json texts(List<String> texts) {
    return new Json.JsonArray(texts.stream().<Json>map(Json.JsonText::new).toList());
  }
}
