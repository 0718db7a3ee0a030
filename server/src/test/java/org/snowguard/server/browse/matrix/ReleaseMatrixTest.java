package org.snowguard.server.browse.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.nixpkgs.Packages;
import org.snowguard.server.publication.PublicWorld;
import org.snowguard.server.publication.Published;
import org.snowguard.server.suggestion.SuggestionChanges;
import org.snowguard.server.suggestion.TriageWorld;
import org.snowguard.server.web.BadInput;

class ReleaseMatrixTest {

  private static final String STABLE = PublicWorld.STABLE;

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private TriageWorld world;
  private Published published;
  private ReleaseMatrix matrix;

  @BeforeEach
  void arrange() {
    PublicWorld open = new PublicWorld(DATABASE);
    world = open.triage;
    published = open.published;
    world.ship(TriageWorld.UNSTABLE, Packages.of("zlib 1.3"), Packages.of("curl 8.9"));
    world.ship(STABLE, Packages.of("zlib 1.2"));
    matrix = matrix();
  }

  /** As after a while: one that has read nothing yet. */
  private ReleaseMatrix matrix() {
    return new ReleaseMatrix(
        new MatrixStore(world.jdbi),
        world.channels,
        world.transactions,
        new SuggestionChanges(world.jdbi));
  }

  private void publish(String id, String project, String severity, String publicId) {
    long issue = world.draft(id, project);
    world.jdbi.useHandle(
        handle ->
            handle.execute(
                "update vulnerability set severity = ? where public_id = ?", severity, id));
    world.publish(issue, publicId);
    world.clock.advance(Duration.ofHours(1));
    published.refresh();
  }

  /** {@code 0001 high P2: nixos-unstable affected 1/1, nixos-26.05 affected 1/1}. */
  private List<String> rows(String severity, String channel) {
    return matrix.page(MatrixFilter.of(severity, channel, ""), null).rows().items().stream()
        .map(ReleaseMatrixTest::line)
        .toList();
  }

  private static String line(MatrixRow row) {
    return row.id().substring(row.id().length() - 4)
        + " "
        + row.severity()
        + ": "
        + row.channels().stream()
            .map(
                cell ->
                    "%s %s %d/%d"
                        .formatted(cell.channel(), cell.status(), cell.open(), cell.packages()))
            .collect(Collectors.joining(", "));
  }

  private static final String BOTH = "nixos-unstable affected 1/1, nixos-26.05 affected 1/1";

  private void four() {
    publish("CVE-2024-0001", "zlib", "low", "NIXPKGS-2026-0001");
    publish("CVE-2024-0002", "curl", "critical", "NIXPKGS-2026-0002");
    publish("CVE-2024-0003", "zlib", "critical", "NIXPKGS-2026-0003");
    world.draft("CVE-2024-0009", "zlib");
    published.refresh();
  }

  @Test
  void gravestComesFirstAndThenTheOldestAndDraftsNever() {
    four();
    assertThat(rows("", ""))
        .containsExactly(
            "0002 critical: nixos-unstable affected 1/1",
            "0003 critical: " + BOTH,
            "0001 low: " + BOTH);
    MatrixRow row = matrix.page(MatrixFilter.of("low", "", ""), null).rows().items().getFirst();
    assertThat(row.priority()).startsWith("P");
    assertThat(row.target()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', '0002 0003 0001', 3",
    "critical, '', '0002 0003', 3",
    "critical, nixos-26.05, 0003, 2",
    "'', nixos-26.05, '0003 0001', 2",
    "high, '', '', 3"
  })
  void filtersAndCounts(String severity, String channel, String expected, long all) {
    four();
    ReleaseMatrixPage page = matrix.page(MatrixFilter.of(severity, channel, ""), null);
    assertThat(rows(severity, channel).stream().map(line -> line.substring(0, 4)))
        .isEqualTo(expected.isEmpty() ? List.of() : List.of(expected.split(" ")));
    assertThat(page.all()).isEqualTo(all);
    assertThat(page.rows().total()).isEqualTo(page.rows().items().size());
  }

  @ParameterizedTest
  @CsvSource({"severity, 0002 0003 0001", "age, 0001 0002 0003", "channels, 0003 0001 0002"})
  void ordersAndTheirPages(String order, String expected) {
    four();
    MatrixFilter filter = MatrixFilter.of("", "", order);
    List<MatrixRow> rows = matrix.page(filter, null).rows().items();
    assertThat(rows.stream().map(row -> row.id().substring(13)))
        .isEqualTo(List.of(expected.split(" ")));
    assertThat(matrix.page(filter, null).path("")).endsWith("&order=" + order);
  }

  @Test
  void fixedChannelStaysAColumnUntilNoneIsOpen() {
    publish("CVE-2024-0001", "zlib", "high", "NIXPKGS-2026-0001");
    world.jdbi.useHandle(
        handle ->
            handle.execute(
                "update publication_status set status = 'fixed' where channel = 'nixos-unstable'"));
    assertThat(rows("", ""))
        .containsExactly("0001 high: nixos-unstable fixed 0/1, nixos-26.05 affected 1/1");
    assertThat(rows("", TriageWorld.UNSTABLE)).isEmpty();
    world.jdbi.useHandle(
        handle -> handle.execute("update publication_status set status = 'not_affected'"));
    matrix = matrix();
    assertThat(rows("", "")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"severity, 0049 0051", "age, 0051 0052", "channels, 0049 0051"})
  void pagesFollowEachOther(String order, String expected) {
    for (int number = 1; number <= 52; number++) {
      publish(
          "CVE-2024-%04d".formatted(number),
          "zlib",
          number % 2 == 0 ? "high" : "medium",
          "NIXPKGS-2026-%04d".formatted(number));
    }
    MatrixFilter filter = MatrixFilter.of("", "", order);
    ReleaseMatrixPage first = matrix.page(filter, null);
    ReleaseMatrixPage second = matrix.page(filter, first.rows().next());
    assertThat(first.rows().items()).hasSize(50);
    assertThat(second.rows().items().stream().map(row -> row.id().substring(13)))
        .isEqualTo(List.of(expected.split(" ")));
    assertThat(second.rows().next()).isNull();
  }

  @Test
  void unknownWordsAreToldOf() {
    assertThatThrownBy(() -> MatrixFilter.of("grave", "", "")).isInstanceOf(BadInput.class);
    assertThatThrownBy(() -> MatrixFilter.of("", "", "newest"))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("severity, age, channels");
    assertThatThrownBy(() -> matrix.page(MatrixFilter.of("", "nixos-99.99", ""), null))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining(STABLE);
  }
}
