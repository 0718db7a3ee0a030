package org.snowguard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The promises of {@code snowguard verdict}: its form, and that it answers as matches do. */
class VerdictOutputTest {

  @TempDir private Path directory;

  private List<String> verdict(String... cases) throws IOException {
    Path file = Files.write(directory.resolve("cases.jsonl"), List.of(cases));
    return Demo.run(
        "verdict",
        "--quiet",
        "--cves",
        Demo.DIRECTORY.resolve("cves").toString(),
        "--cases",
        file.toString());
  }

  @Test
  void everyLineIsOfTheSchema() throws IOException {
    Path file =
        Path.of(System.getProperty("snowguard.root", ".."), "docs/schema/verdict-1.schema.json");
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(file), InputFormat.JSON);
    List<String> lines =
        verdict(
            "{\"cve\":\"CVE-2014-0160\",\"attribute\":\"openssl\",\"version\":\"1.0.1f\"}",
            "{\"cve\":\"CVE-2014-0160\",\"attribute\":\"openssl\",\"version\":1.1,\"by\":[1]}",
            "{\"cve\":\"CVE-1999-9999\",\"attribute\":\"openssl\",\"version\":\"1\"}");
    assertThat(lines).hasSize(3);
    for (String line : lines) {
      assertThat(schema.validate(line, InputFormat.JSON)).as(line).isEmpty();
    }
    assertThat(schema.validate(lines.getFirst().replace("affected", "perhaps"), InputFormat.JSON))
        .isNotEmpty();
  }
}
