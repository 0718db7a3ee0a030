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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The promises of {@code snowguard match}: its form, its order, and that a match depends on its
 * record alone.
 */
class MatchOutputTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Path RECORDS = Demo.DIRECTORY.resolve("cves");
  private static final List<String> ALL = Demo.match(RECORDS);

  @Test
  void everyLineIsOfTheSchema() throws IOException {
    Path file =
        Path.of(System.getProperty("snowguard.root", ".."), "docs/schema/match-1.schema.json");
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(file), InputFormat.JSON);
    assertThat(ALL).hasSizeGreaterThan(50);
    for (String line : ALL) {
      assertThat(schema.validate(line, InputFormat.JSON)).as(line).isEmpty();
    }
  }

  @Test
  void schemaRefusesAnotherVerdict() throws IOException {
    Path file =
        Path.of(System.getProperty("snowguard.root", ".."), "docs/schema/match-1.schema.json");
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(file), InputFormat.JSON);
    String line =
        ALL.stream().filter(each -> each.contains("\"affected\"")).findFirst().orElseThrow();
    assertThat(schema.validate(line.replace("\"affected\"", "\"perhaps\""), InputFormat.JSON))
        .isNotEmpty();
  }

  @Test
  void orderIsIdThenProbabilityThenProject() {
    record Place(String id, double falling, String project) {}
    List<Place> places = new ArrayList<>();
    for (String line : ALL) {
      JsonNode match = JSON.readTree(line);
      places.add(
          new Place(
              match.get("id").asString(),
              -match.get("probability").asDouble(),
              match.get("project").asString()));
    }
    assertThat(places)
        .isSortedAccordingTo(
            java.util.Comparator.comparing(Place::id)
                .thenComparingDouble(Place::falling)
                .thenComparing(Place::project));
  }

  @Test
  void everyVerdictAppears() {
    assertThat(ALL).anyMatch(line -> line.contains("\"verdict\":\"affected\""));
    assertThat(ALL).anyMatch(line -> line.contains("\"verdict\":\"not_affected\""));
    assertThat(ALL).anyMatch(line -> line.contains("\"verdict\":\"patched\""));
    assertThat(ALL).anyMatch(line -> line.contains("\"verdict\":\"acknowledged\""));
    assertThat(ALL).anyMatch(line -> line.contains("\"verdict\":\"unknown\""));
  }

  @Test
  void recordMatchedAloneGivesTheSameLines() throws IOException {
    try (Stream<Path> files = Files.list(RECORDS)) {
      for (Path file : files.sorted().limit(10).toList()) {
        String id = file.getFileName().toString().replace(".json", "");
        List<String> among =
            ALL.stream().filter(line -> line.contains("\"id\":\"" + id + "\"")).toList();
        assertThat(Demo.match(file)).as(id).isEqualTo(among);
      }
    }
  }

  @Test
  void secondRunPrintsTheSame() {
    assertThat(Demo.match(RECORDS)).isEqualTo(ALL);
  }
}
