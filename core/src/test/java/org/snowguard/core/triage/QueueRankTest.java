package org.snowguard.core.triage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class QueueRankTest {
  private static final Instant OLD = Instant.parse("2010-01-01T00:00:00Z");
  private static final Instant NEW = Instant.parse("2026-01-01T00:00:00Z");

  /** In falling order: each beats the next by the criterion that its line names. */
  private static final List<QueueRank.Subject> IN_ORDER =
      List.of(
          subject(true, true, true, true, true, 0.9, Priority.P0, 10.0, OLD),
          subject(true, false, false, false, false, 0, null, 0, NEW), // known exploited
          subject(false, false, true, true, true, 0.9, Priority.P0, 10.0, OLD), // likely, affected
          subject(false, false, true, false, false, 0, null, 0, NEW),
          subject(false, false, false, false, false, 0.1, null, 0, OLD), // EPSS, older
          subject(false, false, false, true, true, 0.0, null, 0, NEW), // automatable and total
          subject(false, false, false, true, false, 0.09, Priority.P0, 0, NEW),
          subject(false, false, false, false, true, 0, Priority.P3, 10.0, OLD),
          subject(false, false, false, false, false, 0, null, 10.0, NEW),
          subject(false, false, false, false, false, 0, null, 9.8, OLD),
          subject(false, false, false, false, false, 0, null, 9.8, NEW),
          subject(false, false, false, false, false, 0, null, 0, OLD),
          subject(false, false, false, false, false, 0, null, 0, NEW));

  @Test
  void ordersByCriteriaInTurn() {
    List<QueueRank.Subject> shuffled = new ArrayList<>(IN_ORDER);
    Collections.shuffle(shuffled, new Random(7));
    shuffled.sort(Comparator.comparingLong(QueueRank::of).reversed());

    assertThat(shuffled).isEqualTo(IN_ORDER);
  }

  @Test
  void activeExploitationCountsAsKnownExploited() {
    assertThat(QueueRank.of(subject(false, true, false, false, false, 0, null, 0, NEW)))
        .isEqualTo(QueueRank.of(subject(true, false, false, false, false, 0, null, 0, NEW)));
  }

  @Test
  void staysANonNegativeNumberAtTheEdges() {
    assertThat(QueueRank.of(subject(true, true, true, true, true, 1, Priority.P0, 99, Instant.MIN)))
        .isEqualTo((7L << 60) | (4L << 57) | (100L << 50) | ((1L << 50) - 1));
    assertThat(QueueRank.of(subject(false, false, false, false, false, 0, null, 0, Instant.MAX)))
        .isZero();
  }

  private static QueueRank.Subject subject(
      boolean exploited,
      boolean active,
      boolean likelyAndAffected,
      boolean automatable,
      boolean total,
      double epss,
      @Nullable Priority priority,
      double cvss,
      Instant since) {
    return new QueueRank.Subject(
        exploited, active, likelyAndAffected, automatable, total, epss, priority, cvss, since);
  }
}
