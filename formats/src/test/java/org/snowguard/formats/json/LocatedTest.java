package org.snowguard.formats.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LocatedTest {
  @Test
  void pointersAreThoseOfRfc6901() {
    Located root = parse("{\"a/b~c\":[{\"d\":1}]}");
    assertThat(root.pointer()).isEmpty();
    assertThat(root.get("a/b~c").items().getFirst().get("d").pointer()).isEqualTo("/a~1b~0c/0/d");
  }

  @Test
  void everyStepIntoNothingIsNothing() {
    Located missing = parse("7").get("a").get("b");
    assertThat(missing.isPresent()).isFalse();
    assertThat(missing.text()).isNull();
    assertThat(missing.items()).isEmpty();
    assertThat(missing.fields()).isEmpty();
    assertThat(missing.texts("c")).isEmpty();
    assertThat(missing.pointer()).isEqualTo("/a/b");
  }

  @Test
  void aSingleValueReadsAsAListOfOne() {
    assertThat(parse("{\"a\":\"x\"}").texts("a")).containsExactly("x");
    assertThat(parse("{\"a\":[\"x\",null,{},2]}").texts("a")).containsExactly("x", "2");
  }

  private static Located parse(String json) {
    return ((JsonDocument.Parsed) JsonDocument.parse(json.getBytes(UTF_8))).root();
  }
}
