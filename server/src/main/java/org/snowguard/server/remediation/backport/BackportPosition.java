package org.snowguard.server.remediation.backport;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.snowguard.server.web.Cursor;

/** Where a backport stands in a list: what failed first, then the newest fix. */
record BackportPosition(BackportState state, int number, String project, String branch)
    implements Comparable<BackportPosition> {

  static final int PARTS = 4;

  private static final Comparator<BackportPosition> ORDER =
      Comparator.comparing(BackportPosition::state)
          .thenComparing(BackportPosition::number, Comparator.reverseOrder())
          .thenComparing(BackportPosition::project)
          .thenComparing(BackportPosition::branch);

  static BackportPosition of(Backport one) {
    return new BackportPosition(one.state(), one.pull().number(), one.project(), one.branch());
  }

  static BackportPosition of(Cursor cursor) {
    Optional<BackportState> state =
        Stream.of(BackportState.values())
            .filter(one -> one.name().equals(cursor.text(0)))
            .findFirst();
    return new BackportPosition(
        state.orElseThrow(cursor::malformed),
        (int) cursor.number(1),
        cursor.text(2),
        cursor.text(3));
  }

  Cursor cursor() {
    return Cursor.of(state.name(), number, project, branch);
  }

  @Override
  public int compareTo(BackportPosition other) {
    return ORDER.compare(this, other);
  }
}
