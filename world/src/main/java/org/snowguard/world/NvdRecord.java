package org.snowguard.world;

import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the NVD makes of a record of the CVE list. */
final class NvdRecord {

  private NvdRecord() {}

  static ObjectNode of(JsonNode record) {
    JsonNode metadata = record.path("cveMetadata");
    JsonNode cna = record.path("containers").path("cna");
    boolean isRejected = metadata.path("state").asString("").equals("REJECTED");
    ObjectNode cve = JsonMapper.shared().createObjectNode();
    cve.put("id", metadata.path("cveId").asString())
        .put("sourceIdentifier", metadata.path("assignerShortName").asString("unknown"))
        .put("published", unzoned(metadata.path("datePublished").asString("2000-01-01T00:00:00")))
        .put("vulnStatus", isRejected ? "Rejected" : "Analyzed");
    ArrayNode descriptions = cve.putArray("descriptions");
    for (JsonNode one : cna.path(isRejected ? "rejectedReasons" : "descriptions")) {
      if (one.path("lang").asString("").startsWith("en")) {
        descriptions.addObject().put("lang", "en").put("value", one.path("value").asString(""));
        break;
      }
    }
    cve.putObject("metrics");
    ArrayNode references = cve.putArray("references");
    for (JsonNode one : cna.path("references")) {
      references.addObject().put("url", one.path("url").asString(""));
    }
    if (!isRejected) {
      configurations(cve, cna);
    }
    return cve;
  }

  private static String unzoned(String time) {
    return time.replaceFirst("(Z|\\+00:00)$", "");
  }

  /** The first product with its first range: enough for a reader to have something to unite. */
  private static void configurations(ObjectNode cve, JsonNode cna) {
    JsonNode affected = cna.path("affected").path(0);
    String vendor = part(affected.path("vendor").asString(""));
    String product = part(affected.path("product").asString(""));
    if (vendor.isEmpty() || product.isEmpty()) {
      return;
    }
    ObjectNode node = cve.putArray("configurations").addObject().putArray("nodes").addObject();
    node.put("operator", "OR").put("negate", false);
    ObjectNode match = node.putArray("cpeMatch").addObject();
    match
        .put("vulnerable", true)
        .put("criteria", "cpe:2.3:a:%s:%s:*:*:*:*:*:*:*:*".formatted(vendor, product))
        .put("matchCriteriaId", "00000000-0000-0000-0000-000000000000");
    String end = affected.path("versions").path(0).path("lessThan").asString("");
    if (end.matches("[0-9][0-9a-zA-Z.]*")) {
      match.put("versionEndExcluding", end);
    }
  }

  /** As names of CPE 2.3 are written: lower case, underscores, nothing to be escaped. */
  private static String part(String name) {
    String lower = name.toLowerCase(Locale.ROOT).replace(' ', '_');
    return lower.matches("[a-z0-9_]+") ? lower : "";
  }
}
