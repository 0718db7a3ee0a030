package org.snowguard.server.matching;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowguard.core.match.LearnedAlias;
import org.snowguard.core.record.VulnerabilityRecord;
import org.snowguard.server.vulnerability.Records;

class LinkedNamesTest {

  /** A record that names {@code anvil}, {@code Hammer Tool} and {@code n/a}, in this order. */
  private static VulnerabilityRecord record() {
    String json =
        Records.json("CVE-2024-0001", "2024-06-01T00:00:00Z", "A flaw")
            .replace(
                "\"affected\":[",
                "\"affected\":[{\"vendor\":\"acme\",\"product\":\"Hammer Tool\",\"versions\":[]},"
                    + "{\"vendor\":\"acme\",\"product\":\"n/a\",\"versions\":[]},");
    return Records.read(json.getBytes(UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    "/containers/cna/affected/0/product, anvil,       Hammer Tool",
    "/containers/cna/affected/2,         hammer-tool, anvil",
    "/containers/cna/affected/20,        other,",
    "/containers/cna/descriptions/0,     hammer-tool, Hammer Tool",
    "/containers/cna/descriptions/0,     other,",
    "'',                                 pkgs,        anvil",
    "/containers/cna/affected/1/product, other,",
  })
  void onlyWhatMadeTheLinkIsTaught(String pointer, String slug, @Nullable String product) {
    List<String> attributes = slug.equals("pkgs") ? List.of("nodePackages.anvil") : List.of(slug);
    LinkedNames link = new LinkedNames(1, slug, attributes, record(), List.of(pointer));
    assertThat(Aliases.lessonsOf(link, LearnedAlias.Kind.ALIAS))
        .extracting(Aliases.Taught::product)
        .containsExactlyElementsOf(product == null ? List.of() : List.of(product));
  }
}
