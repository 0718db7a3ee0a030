package org.snowguard.world;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Random;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A made-up record of one flaw in a package.
 *
 * @param fixedMinor the first minor version without the flaw
 */
record MadeRecord(
    int number,
    MadePackage about,
    int fixedMinor,
    boolean isRejected,
    Instant published,
    Instant updated) {

  static MadeRecord first(int number, MadePackage about, Instant at, Random random) {
    return new MadeRecord(number, about, random.nextInt(10), false, at, at);
  }

  MadeRecord withRange(int minor, Instant at) {
    return new MadeRecord(number, about, minor, isRejected, published, at);
  }

  MadeRecord touched(Instant at) {
    return withRange(fixedMinor, at);
  }

  MadeRecord rejected(Instant at) {
    return new MadeRecord(number, about, fixedMinor, true, published, at);
  }

  boolean isNew() {
    return published.equals(updated);
  }

  String id() {
    return "CVE-2025-%d".formatted(900_000 + number);
  }

  private String fixed() {
    return "%d.%d.0".formatted(about.major(), fixedMinor);
  }

  private String description() {
    return "A heap-based overflow in the parser of %s before %s lets a crafted file crash it."
        .formatted(about.pname(), fixed());
  }

  /** CVE JSON 5.1. */
  ObjectNode json() {
    ObjectNode record = JsonMapper.shared().createObjectNode();
    record.put("dataType", "CVE_RECORD").put("dataVersion", "5.1");
    record
        .putObject("cveMetadata")
        .put("cveId", id())
        .put("assignerShortName", "made-up")
        .put("state", isRejected ? "REJECTED" : "PUBLISHED")
        .put("datePublished", published.toString())
        .put("dateUpdated", updated.toString());
    ObjectNode cna = record.putObject("containers").putObject("cna");
    cna.putObject("providerMetadata").put("shortName", "made-up");
    String words = isRejected ? "Rejected: not a flaw." : description();
    cna.putArray(isRejected ? "rejectedReasons" : "descriptions")
        .addObject()
        .put("lang", "en")
        .put("value", words);
    if (!isRejected) {
      affected(cna);
      cna.putArray("references").addObject().put("url", about.repository() + "/issues/" + number);
    }
    return record;
  }

  private void affected(ObjectNode cna) {
    ObjectNode affected = cna.putArray("affected").addObject();
    affected
        .put("vendor", about.pname())
        .put("product", about.pname())
        .put("repo", about.repository())
        .put("defaultStatus", "unaffected");
    affected
        .putArray("versions")
        .addObject()
        .put("version", "0")
        .put("lessThan", fixed())
        .put("status", "affected")
        .put("versionType", "semver");
  }

  /** An entry of CISA's catalogue. */
  ObjectNode exploited(LocalDate day) {
    return JsonMapper.shared()
        .createObjectNode()
        .put("cveID", id())
        .put("vendorProject", about.pname())
        .put("product", about.pname())
        .put("vulnerabilityName", about.pname() + " heap overflow")
        .put("dateAdded", day.toString())
        .put("dueDate", day.plusDays(21).toString())
        .put("knownRansomwareCampaignUse", "Unknown");
  }

  /** OSV 1.6. */
  ObjectNode advisory() {
    ObjectNode advisory = JsonMapper.shared().createObjectNode();
    advisory
        .put("schema_version", "1.6.0")
        .put("id", "GO-2025-%d".formatted(9_000 + number))
        .put("modified", updated.toString())
        .put("published", published.toString())
        .put("summary", "Heap overflow in " + about.pname())
        .put("details", description());
    advisory.putArray("aliases").add(id());
    ObjectNode affected = advisory.putArray("affected").addObject();
    affected
        .putObject("package")
        .put("name", about.repository().substring("https://".length()))
        .put("ecosystem", "Go");
    ObjectNode range = affected.putArray("ranges").addObject().put("type", "SEMVER");
    var events = range.putArray("events");
    events.addObject().put("introduced", "0");
    events.addObject().put("fixed", fixed());
    return advisory;
  }
}
