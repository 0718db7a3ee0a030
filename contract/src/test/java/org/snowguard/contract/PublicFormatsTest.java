package org.snowguard.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowguard.core.statement.NixPurl;
import org.snowguard.formats.openvex.OpenVexDocument;
import org.snowguard.formats.openvex.OpenVexDocument.VexStatement;
import org.snowguard.formats.openvex.OpenVexWriter;
import org.snowguard.formats.osv.OsvAdvisory;
import org.snowguard.formats.osv.OsvAdvisory.Affected;
import org.snowguard.formats.osv.OsvAdvisory.InChannel;
import org.snowguard.formats.osv.OsvAdvisory.Link;
import org.snowguard.formats.osv.OsvAdvisory.Severity;
import org.snowguard.formats.osv.OsvWriter;

/** What we write for others is what their official schemas say. */
class PublicFormatsTest {

  private static final Instant PUBLISHED = Instant.parse("2026-11-20T12:00:00Z");
  private static final Instant CHANGED = Instant.parse("2026-11-21T06:00:00.123456Z");
  private static final String REPOSITORY = "https://github.com/NixOS/nixpkgs";

  private static Schema schema(String name) throws IOException {
    Path file =
        Path.of(System.getProperty("snowguard.shared", "../../shared"))
            .resolve("schemas")
            .resolve(name);
    Assumptions.assumeTrue(Files.exists(file), "skipped: " + name + " not found at " + file);
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(Files.readString(file), InputFormat.JSON);
  }

  private static OsvAdvisory advisory(@Nullable Instant withdrawn) {
    return new OsvAdvisory(
        "NIXPKGS-2026-0001",
        CHANGED,
        PUBLISHED,
        withdrawn,
        List.of("CVE-2024-0001", "GHSA-aaaa-bbbb-cccc"),
        "zlib: a flaw",
        "More of it.\n\nCVE-2024-0001: a flaw",
        List.of(
            new Severity("CVSS_V3", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"),
            new Severity(
                "CVSS_V4", "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N")),
        List.of(
            new Affected(
                "zlib",
                NixPurl.of("zlib"),
                List.of("1.2", "1.3"),
                List.of(
                    new InChannel("nixos-unstable", "1.3.1", "fixed"),
                    new InChannel("nixos-26.05", "1.2", "affected")),
                List.of("a".repeat(40), "b".repeat(40))),
            new Affected("minizip", NixPurl.of("minizip"), List.of(), List.of(), List.of())),
        List.of(
            new Link("ADVISORY", "https://example.org/issue/NIXPKGS-2026-0001"),
            new Link("WEB", "https://example.org/more")),
        "https://example.org/issue/NIXPKGS-2026-0001",
        "published");
  }

  @Test
  void osvRecordIsOfTheSchema() throws IOException {
    Schema schema = schema("osv-schema.json");
    OsvWriter writer = new OsvWriter(null, REPOSITORY);
    for (OsvAdvisory advisory : List.of(advisory(null), advisory(CHANGED))) {
      String written = new String(writer.bytes(advisory), UTF_8);
      assertThat(schema.validate(written, InputFormat.JSON)).as(written).isEmpty();
    }
  }

  /** Why ids begin with x_ and packages stand elsewhere until both are registered. */
  @Test
  void schemaRefusesNamesThatAreNotRegistered() throws IOException {
    Schema schema = schema("osv-schema.json");
    String written = new String(new OsvWriter("Nixpkgs", REPOSITORY).bytes(advisory(null)), UTF_8);
    assertThat(written).contains("\"id\":\"NIXPKGS-2026-0001\"", "\"ecosystem\":\"Nixpkgs\"");
    assertThat(schema.validate(written, InputFormat.JSON))
        .extracting(error -> error.getInstanceLocation().toString())
        .contains("/id", "/affected/0/package/ecosystem");
    assertThat(
            schema.validate(
                written
                    .replace("\"id\":\"NIXPKGS", "\"id\":\"CVE")
                    .replace("\"ecosystem\":\"Nixpkgs\"", "\"ecosystem\":\"Debian\""),
                InputFormat.JSON))
        .as("nothing else is wrong with it")
        .isEmpty();
  }

  private static OpenVexDocument document(@Nullable Instant updated) {
    return new OpenVexDocument(
        "https://example.org/api/v1/channels/nixos-26.05/openvex",
        "Team",
        "Distribution",
        PUBLISHED,
        updated,
        updated == null ? 1 : 2,
        List.of(
            statement("CVE-2024-0001", "not_affected", "vulnerable_code_not_present", null),
            statement("CVE-2024-0002", "fixed", null, null),
            statement("CVE-2024-0003", "affected", null, "Move away."),
            statement("CVE-2024-0004", "under_investigation", null, null)));
  }

  private static VexStatement statement(
      String id, String status, @Nullable String justification, @Nullable String action) {
    return new VexStatement(
        id,
        "https://example.org/vulnerability/" + id,
        List.of("GHSA-aaaa-bbbb-cccc"),
        List.of(NixPurl.of("libsigc++", "2.1+b", "nixos-26.05"), NixPurl.of("zlib")),
        status,
        justification,
        "Decided by people.",
        action);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = "2026-11-21T06:00:00Z")
  void openVexDocumentIsOfTheSchema(@Nullable String updated) throws IOException {
    Schema schema = schema("openvex-schema.json");
    String written =
        new String(
            OpenVexWriter.bytes(document(updated == null ? null : Instant.parse(updated))), UTF_8);
    assertThat(schema.validate(written, InputFormat.JSON)).as(written).isEmpty();
    assertThat(schema.validate(written.replace("\"fixed\"", "\"mended\""), InputFormat.JSON))
        .isNotEmpty();
  }
}
