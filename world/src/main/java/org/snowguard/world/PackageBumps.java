package org.snowguard.world;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Copies {@code packages.json} with the versions that packages have after so many revisions. */
final class PackageBumps {

  /** One package in so many has another version with each revision. */
  private static final int ONE_IN = 50;

  private PackageBumps() {}

  static void copy(InputStream packages, OutputStream to, String channel, long revision)
      throws IOException {
    JsonMapper json = JsonMapper.shared();
    try (JsonParser in = json.createParser(packages);
        JsonGenerator out = json.createGenerator(to)) {
      boolean isInside = false;
      for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
        out.copyCurrentEvent(in);
        if (isInside && token == JsonToken.PROPERTY_NAME) {
          String attribute = in.currentName();
          in.nextToken();
          JsonNode one = in.readValueAsTree();
          out.writeTree(bumped((ObjectNode) one, attribute, channel, revision));
        } else if (token == JsonToken.PROPERTY_NAME && in.currentName().equals("packages")) {
          in.nextToken();
          out.copyCurrentEvent(in);
          isInside = true;
        } else if (isInside && token == JsonToken.END_OBJECT) {
          isInside = false;
        }
      }
    }
  }

  private static ObjectNode bumped(
      ObjectNode one, String attribute, String channel, long revision) {
    long own = Math.floorMod((attribute + channel).hashCode(), ONE_IN);
    long bumps = Math.floorDiv(revision + own, ONE_IN);
    JsonNode version = one.get("version");
    if (bumps == 0 || version == null || version.asString().isEmpty()) {
      return one;
    }
    String old = version.asString();
    String fresh = raised(old, bumps);
    one.put("version", fresh);
    JsonNode name = one.get("name");
    if (name != null) {
      one.put("name", name.asString().replace(old, fresh));
    }
    return one;
  }

  /** {@code 1.2.3} becomes {@code 1.3.0}: the second number counts what can end a range. */
  private static String raised(String version, long bumps) {
    String[] parts = version.split("\\.", 3);
    if (parts.length < 2 || !parts[1].matches("\\d{1,9}")) {
      return version + "." + bumps;
    }
    return "%s.%d.0".formatted(parts[0], Long.parseLong(parts[1]) + bumps);
  }
}
