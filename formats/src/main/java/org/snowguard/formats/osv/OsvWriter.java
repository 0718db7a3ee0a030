package org.snowguard.formats.osv;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.formats.osv.OsvAdvisory.Affected;
import org.snowguard.formats.osv.OsvAdvisory.InChannel;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes records of ours. The schema lists the prefixes of ids and the ecosystems that are
 * registered; until ours are, an id begins with {@code x_}, which the schema keeps for that, and a
 * package stands in {@code ecosystem_specific} instead of {@code package}.
 */
public final class OsvWriter {

  /** The version of the schema that is written. */
  public static final String SCHEMA_VERSION = "1.7.0";

  private static final JsonFactory FACTORY = new JsonFactory();

  private final @Nullable String ecosystem;
  private final String repository;

  /**
   * @param ecosystem the registered name of ours, or null while there is none
   * @param repository of nixpkgs, whose commits are named
   */
  public OsvWriter(@Nullable String ecosystem, String repository) {
    this.ecosystem = ecosystem;
    this.repository = repository;
  }

  /** The id as it is written: {@code x_NIXPKGS-2026-0001} while the prefix is not registered. */
  public String id(String id) {
    return ecosystem == null ? "x_" + id : id;
  }

  /** UTF-8, with the end of a line. Equal records give equal bytes. */
  public byte[] bytes(OsvAdvisory advisory) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      json.writeStringProperty("schema_version", SCHEMA_VERSION);
      json.writeStringProperty("id", id(advisory.id()));
      moment(json, "modified", advisory.modified());
      moment(json, "published", advisory.published());
      moment(json, "withdrawn", advisory.withdrawn());
      texts(json, "upstream", advisory.upstream());
      json.writeStringProperty("summary", advisory.summary());
      json.writeStringProperty("details", advisory.details());
      severities(json, advisory);
      json.writeArrayPropertyStart("affected");
      advisory.affected().forEach(affected -> affected(json, affected));
      json.writeEndArray();
      references(json, advisory);
      json.writeObjectPropertyStart("database_specific");
      json.writeStringProperty("id", advisory.id());
      json.writeStringProperty("state", advisory.state());
      json.writeStringProperty("url", advisory.page());
      json.writeEndObject();
      json.writeEndObject();
      json.writeRaw('\n');
    }
    return bytes.toByteArray();
  }

  private static void severities(JsonGenerator json, OsvAdvisory advisory) {
    if (advisory.severities().isEmpty()) {
      return;
    }
    json.writeArrayPropertyStart("severity");
    for (OsvAdvisory.Severity severity : advisory.severities()) {
      json.writeStartObject();
      json.writeStringProperty("type", severity.type());
      json.writeStringProperty("score", severity.vector());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void affected(JsonGenerator json, Affected affected) {
    json.writeStartObject();
    if (ecosystem != null) {
      json.writeObjectPropertyStart("package");
      json.writeStringProperty("ecosystem", ecosystem);
      json.writeStringProperty("name", affected.attribute());
      json.writeStringProperty("purl", affected.purl());
      json.writeEndObject();
    }
    if (!affected.commits().isEmpty()) {
      range(json, affected.commits());
    }
    texts(json, "versions", affected.versions());
    json.writeObjectPropertyStart("ecosystem_specific");
    json.writeStringProperty("attribute", affected.attribute());
    json.writeStringProperty("purl", affected.purl());
    json.writeArrayPropertyStart("channels");
    for (InChannel channel : affected.channels()) {
      json.writeStartObject();
      json.writeStringProperty("channel", channel.channel());
      if (channel.version() != null) {
        json.writeStringProperty("version", channel.version());
      }
      json.writeStringProperty("status", channel.status());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
  }

  /** One range with every commit that fixes it: a backport is another commit on another branch. */
  private void range(JsonGenerator json, List<String> commits) {
    json.writeArrayPropertyStart("ranges");
    json.writeStartObject();
    json.writeStringProperty("type", "GIT");
    json.writeStringProperty("repo", repository);
    json.writeArrayPropertyStart("events");
    event(json, "introduced", "0");
    commits.forEach(commit -> event(json, "fixed", commit));
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
  }

  private static void event(JsonGenerator json, String name, String commit) {
    json.writeStartObject();
    json.writeStringProperty(name, commit);
    json.writeEndObject();
  }

  private static void references(JsonGenerator json, OsvAdvisory advisory) {
    json.writeArrayPropertyStart("references");
    for (OsvAdvisory.Link link : advisory.references()) {
      json.writeStartObject();
      json.writeStringProperty("type", link.type());
      json.writeStringProperty("url", link.url());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void texts(JsonGenerator json, String name, List<String> texts) {
    if (texts.isEmpty()) {
      return;
    }
    json.writeArrayPropertyStart(name);
    texts.forEach(json::writeString);
    json.writeEndArray();
  }

  private static void moment(JsonGenerator json, String name, @Nullable Instant moment) {
    if (moment != null) {
      json.writeStringProperty(name, moment.toString());
    }
  }
}
