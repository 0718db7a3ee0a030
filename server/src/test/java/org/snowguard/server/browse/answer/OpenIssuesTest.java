package org.snowguard.server.browse.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.Cursor;
import org.snowguard.server.web.Page;

class OpenIssuesTest {

  private static final List<OpenIssue> ALL =
      List.of(
          issue("NIXPKGS-2026-0007", 1, "critical"),
          issue("NIXPKGS-2026-0003", 2, "critical"),
          issue("NIXPKGS-2026-0005", 1, "high"),
          issue("NIXPKGS-2026-0006", 1, "high"),
          issue("NIXPKGS-2026-0001", 9, "none"),
          issue("NIXPKGS-2026-0002", 3, null));

  private static OpenIssue issue(String id, int day, @Nullable String severity) {
    Instant at = Instant.parse("2026-11-0%dT12:00:00Z".formatted(day));
    return new OpenIssue(id, "a flaw", at, "affected", severity);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 6, 7})
  void pagesHoldEachOnceInOrder(int size) {
    List<OpenIssue> read = new ArrayList<>();
    String after = null;
    do {
      Page<OpenIssue> page = OpenIssues.page(ALL, after, size);
      assertThat(page.total()).isEqualTo(6);
      read.addAll(page.items());
      after = page.next();
    } while (after != null);
    assertThat(read).isEqualTo(ALL);
  }

  @Test
  void nextPageIsFoundWhereTheLastRowIsGone() {
    String after = OpenIssues.page(ALL, null, 3).next();
    List<OpenIssue> mended = new ArrayList<>(ALL);
    mended.remove(2);
    assertThat(OpenIssues.page(mended, after, 3).items()).isEqualTo(ALL.subList(3, 6));
  }

  @ParameterizedTest
  @ValueSource(strings = {"9", "-1", "high"})
  void foreignCursorIsRefused(String grade) {
    String cursor = Cursor.of(grade, "2026-11-01T12:00:00Z", "NIXPKGS-2026-0007").encode();
    assertThatThrownBy(() -> OpenIssues.page(ALL, cursor, 3)).isInstanceOf(BadInput.class);
  }
}
