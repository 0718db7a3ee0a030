package org.snowguard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The promises of {@code snowguard explain}: short for people, whole and of its schema in JSON. */
class ExplainOutputTest {

  private static List<String> explain(String... arguments) {
    List<String> all = new ArrayList<>(List.of("explain"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--quiet", "--cves", Demo.DIRECTORY.resolve("cves").toString()));
    Demo.CHANNELS.forEach(
        channel -> all.add("--packages=" + Demo.DIRECTORY.resolve(channel + ".packages.json")));
    return Demo.run(all.toArray(String[]::new));
  }

  @Test
  void tellsTheLinkItsReasonsAndTheVerdictOfEachChannel() {
    assertThat(explain("CVE-2014-0160", "openssl"))
        .hasSizeBetween(6, 14)
        .first()
        .asString()
        .startsWith("CVE-2014-0160: ");
    assertThat(explain("CVE-2014-0160", "openssl"))
        .anyMatch(line -> line.startsWith("Is it about openssl (project openssl)? Likely: "))
        .anyMatch(
            line -> line.startsWith("  +") && line.endsWith("/containers/cna/affected/0/product"))
        .anyMatch(
            line ->
                line.startsWith("nixos-unstable has ")
                    && line.contains(": not affected, ")
                    && line.contains("Said by CNA "));
  }

  @Test
  void tellsWhyNotAndWhatInstead() {
    assertThat(explain("CVE-2014-0160", "firefox"))
        .anyMatch(line -> line.contains("firefox (project firefox)? No: "))
        .anyMatch(line -> line.startsWith("Also linked to openssl (likely "))
        .noneMatch(line -> line.contains(" has "));
  }

  @Test
  void jsonIsOfTheSchema() throws IOException {
    Path file =
        Path.of(System.getProperty("snowguard.root", ".."), "docs/schema/explain-1.schema.json");
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(file), InputFormat.JSON);
    List<String> lines = explain("CVE-2014-0160", "openssl", "firefox", "--json");
    assertThat(lines).hasSize(2);
    for (String line : lines) {
      assertThat(schema.validate(line, InputFormat.JSON)).as(line).isEmpty();
    }
    assertThat(lines.getFirst()).contains("\"link\":\"likely\"", "\"kind\":\"prior\"");
    assertThat(lines.getLast()).contains("\"link\":\"no_key\"", "\"elsewhere\":[{\"project\"");
    assertThat(schema.validate(lines.getLast().replace("no_key", "perhaps"), InputFormat.JSON))
        .isNotEmpty();
  }
}
