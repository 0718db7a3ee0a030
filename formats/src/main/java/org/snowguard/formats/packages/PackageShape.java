package org.snowguard.formats.packages;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.snowguard.formats.json.Json;
import org.snowguard.formats.json.JsonTree;
import org.snowguard.formats.json.Located;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The fields of a package that anything reads: two thirds of a channel's file are others. */
final class PackageShape {
  private static final Set<String> PACKAGE = Set.of("name", "pname", "version");
  private static final Set<String> META =
      Set.of(
          "broken",
          "changelog",
          "description",
          "downloadPage",
          "homepage",
          "identifiers",
          "knownVulnerabilities",
          "license",
          "mainProgram",
          "maintainers",
          "name",
          "platforms",
          "position",
          "sourceProvenance");

  private PackageShape() {}

  /** Reads the value at the parser's current token, without what nothing reads. */
  static Located read(JsonParser parser, JsonTree tree) {
    return Located.root(readPackage(parser, tree));
  }

  private static Json readPackage(JsonParser parser, JsonTree tree) {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      return tree.read(parser);
    }
    Map<String, Json> fields = new LinkedHashMap<>();
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      JsonToken token = parser.nextToken();
      if (name.equals("meta") && token == JsonToken.START_OBJECT) {
        fields.put(name, readSome(parser, tree, META));
      } else if (PACKAGE.contains(name)) {
        fields.put(name, tree.read(parser));
      } else {
        parser.skipChildren();
      }
    }
    return new Json.JsonObject(fields);
  }

  private static Json readSome(JsonParser parser, JsonTree tree, Set<String> wanted) {
    Map<String, Json> fields = new LinkedHashMap<>();
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      parser.nextToken();
      if (wanted.contains(name)) {
        fields.put(name, tree.read(parser));
      } else {
        parser.skipChildren();
      }
    }
    return new Json.JsonObject(fields);
  }
}
