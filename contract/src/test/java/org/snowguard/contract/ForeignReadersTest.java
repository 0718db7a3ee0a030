package org.snowguard.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What we write for others is read by readers that we did not write. */
class ForeignReadersTest {

  private static final String DESCRIPTION = "/org/snowguard/server/publication/api/openapi.json";

  private static String description() throws IOException {
    try (InputStream file = ForeignReadersTest.class.getResourceAsStream(DESCRIPTION)) {
      return new String(Objects.requireNonNull(file, DESCRIPTION).readAllBytes(), UTF_8);
    }
  }

  private static SwaggerParseResult read(String description) {
    ParseOptions options = new ParseOptions();
    options.setResolve(true);
    options.setResolveFully(true);
    return new OpenAPIV3Parser().readContents(description, null, options);
  }

  @Test
  void descriptionOfTheApiIsUnderstood() throws IOException {
    SwaggerParseResult result = read(description());
    assertThat(result.getMessages()).isEmpty();
    OpenAPI api = result.getOpenAPI();
    assertThat(api.getOpenapi()).isEqualTo("3.1.0");
    assertThat(api.getPaths()).containsKeys("/api/v1/issues", "/api/v1/dump/{name}");
    assertThat(api.getPaths().values())
        .flatExtracting(path -> path.readOperations())
        .isNotEmpty()
        .allSatisfy(operation -> assertThat(operation.getResponses()).containsKey("200"))
        .extracting(Operation::getOperationId)
        .doesNotContainNull()
        .doesNotHaveDuplicates();
  }

  @Test
  void mistakesInItAreFound() throws IOException {
    String broken = description().replaceFirst("\"in\": \"path\"", "\"in\": \"road\"");
    assertThat(read(broken).getMessages()).isNotEmpty();
  }
}
