package org.snowguard.server.operation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.ingest.job.Jobs;
import org.snowguard.server.ingest.source.SourceStatus;
import org.snowguard.server.ingest.source.Sources;

/**
 * Looks at every part. An answer comes within seconds, also where the database hangs and many ask:
 * they share one look.
 */
final class HealthChecks {

  /** Behind a load balancer an answer later than this counts as none. */
  private static final Duration LONGEST = Duration.ofSeconds(3);

  /** Whoever asks often is given what was found for another: a look costs queries. */
  private static final Duration KEPT = Duration.ofSeconds(1);

  /** Nodes look for work every two seconds. */
  private static final Duration SILENT = Duration.ofMinutes(1);

  /** Matching a change takes a second; until here nobody needs to know. */
  private static final Duration BEHIND = Duration.ofMinutes(1);

  private final OperationStore store;
  private final KnownSchema known;
  private final Jobs jobs;
  private final Sources sources;
  private final Clock clock;
  private @Nullable CompletableFuture<Look> last;

  private record Look(Instant at, Health health) {}

  HealthChecks(OperationStore store, KnownSchema known, Jobs jobs, Sources sources, Clock clock) {
    this.store = store;
    this.known = known;
    this.jobs = jobs;
    this.sources = sources;
    this.clock = clock;
  }

  Health now() {
    return look().join().health();
  }

  /** Whoever asks while somebody looks shares that look; its age counts from its end. */
  private synchronized CompletableFuture<Look> look() {
    if (last == null || (last.isDone() && isOld(last.join()))) {
      last = begin();
    }
    return last;
  }

  private boolean isOld(Look look) {
    return Duration.between(look.at(), clock.instant()).compareTo(KEPT) >= 0;
  }

  private CompletableFuture<Look> begin() {
    CompletableFuture<List<Check>> found = new CompletableFuture<>();
    // Not the common pool: a hanging database must not fill it.
    Thread looking =
        Thread.ofVirtual()
            .name("health")
            .start(
                () -> {
                  try {
                    found.complete(lookAtAll());
                  } catch (RuntimeException e) {
                    found.completeExceptionally(e);
                  }
                });
    return found
        .orTimeout(LONGEST.toSeconds(), TimeUnit.SECONDS)
        .exceptionally(failure -> unanswered(failure, looking))
        .thenApply(checks -> new Look(clock.instant(), new Health(checks)));
  }

  private static List<Check> unanswered(Throwable failure, Thread looking) {
    // Ends its wait for a connection, or closes the one that hangs: looks must not pile up.
    looking.interrupt();
    return List.of(
        new Check(
            "database",
            Condition.DOWN,
            "it does not answer: " + failure.getClass().getSimpleName()));
  }

  private List<Check> lookAtAll() {
    List<Check> checks = new ArrayList<>();
    String applied = store.schemaVersion().orElse("none");
    checks.add(new Check("database", Condition.UP, "it answers"));
    checks.add(schema(applied));
    checks.add(scheduler());
    checks.add(sources());
    checks.add(matching());
    return checks;
  }

  private Check schema(String applied) {
    return applied.equals(known.version())
        ? new Check("schema", Condition.UP, "version " + applied)
        : new Check(
            "schema",
            Condition.DOWN,
            "the database has version %s, this program works with %s"
                .formatted(applied, known.version()));
  }

  private Check scheduler() {
    Instant lookedAt = jobs.lookedAt();
    if (lookedAt == null) {
      return new Check("scheduler", Condition.DEGRADED, "it has not begun yet");
    }
    Duration silence = Duration.between(lookedAt, clock.instant());
    return new Check(
        "scheduler",
        silence.compareTo(SILENT) > 0 ? Condition.DEGRADED : Condition.UP,
        "it last looked for work at " + lookedAt);
  }

  private Check sources() {
    List<SourceStatus> all = sources.list();
    boolean degraded =
        all.stream()
            .anyMatch(
                source ->
                    switch (source.health()) {
                      case FAILING, LATE -> true;
                      case GOOD, WAITING -> false;
                    });
    String words =
        all.stream()
            .map(source -> source.name() + " " + source.word())
            .collect(Collectors.joining(", "));
    return new Check(
        "sources",
        degraded ? Condition.DEGRADED : Condition.UP,
        words.isEmpty() ? "none is switched on" : words);
  }

  private Check matching() {
    Instant oldest = store.oldestUnmatched().orElse(null);
    long due = store.due();
    boolean late =
        oldest != null && Duration.between(oldest, clock.instant()).compareTo(BEHIND) > 0;
    return new Check(
        "matching",
        late ? Condition.DEGRADED : Condition.UP,
        (oldest == null ? "every change is matched" : "changes since %s wait".formatted(oldest))
            + (due == 0 ? "" : ", %d records are to be matched again".formatted(due)));
  }
}
