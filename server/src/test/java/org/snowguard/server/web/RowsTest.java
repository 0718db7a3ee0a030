package org.snowguard.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.snowguard.server.TestDatabase;

class RowsTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  /** A package. */
  public record Shipped(String name, @Nullable String version, int builds) {}

  @Test
  void sameColumnsInAnotherOrderAreAnotherQuery() {
    assertThat(rows("select 'curl' as name, '8.1' as version, 2 as builds"))
        .containsExactly(new Shipped("curl", "8.1", 2));
    assertThat(rows("select 3 as builds, null as version, 'zlib' as name"))
        .containsExactly(new Shipped("zlib", null, 3));
    assertThat(rows("select 'curl' as name, '8.2' as version, 4 as builds"))
        .containsExactly(new Shipped("curl", "8.2", 4));
  }

  private static List<Shipped> rows(String query) {
    return database
        .jdbi()
        .withHandle(handle -> handle.createQuery(query).map(Rows.of(Shipped.class)).list());
  }
}
