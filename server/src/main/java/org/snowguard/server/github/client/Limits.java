package org.snowguard.server.github.client;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.github.client.LimitStore.Heard;
import org.snowguard.server.github.client.LimitStore.Said;
import org.snowguard.server.web.Transactions;

/** GitHub's limits, kept for all nodes in the database: a restart or another node forgets none. */
public final class Limits {

  /** Requests that write: at most so many in any time so long, the first with a second between. */
  private static final Map<Integer, Duration> WRITES =
      Map.of(
          1, Duration.ofSeconds(1),
          80, Duration.ofSeconds(61),
          500, Duration.ofSeconds(3602));

  private static final Duration KEPT = Duration.ofHours(2);

  /** A refusal this long ago makes the next one no longer. */
  private static final Duration FORGOTTEN = Duration.ofHours(1);

  private final LimitStore store;
  private final Transactions transactions;
  private final Clock clock;

  public Limits(Jdbi jdbi, Transactions transactions, Clock clock) {
    store = new LimitStore(jdbi);
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Leave to write now, or when there will be. */
  public sealed interface Leave {

    /** Counted already; {@link Limits#wrote} moves it to when GitHub has answered. */
    record Given(long id) implements Leave {}

    record NotBefore(Instant moment) implements Leave {}
  }

  /** Whether a request may be sent; else when one may. */
  Optional<Instant> waitToAsk() {
    return later(allowedAt(store.said()));
  }

  /**
   * Whether something may be written now.
   *
   * @param counted what else is stored in the transaction in which the write is counted
   */
  public Leave mayWrite(Runnable counted) {
    return transactions.call(
        () -> {
          store.lockWrites();
          Instant allowed = allowedAt(store.said());
          for (Map.Entry<Integer, Duration> limit : WRITES.entrySet()) {
            Optional<Instant> write = store.write(limit.getKey());
            if (write.isPresent()) {
              allowed = latest(allowed, write.get().plus(limit.getValue()));
            }
          }
          Optional<Instant> later = later(allowed);
          if (later.isPresent()) {
            return new Leave.NotBefore(later.get());
          }
          Instant now = clock.instant();
          store.forgetWrites(now.minus(KEPT));
          long id = store.insertWrite(now);
          counted.run();
          return new Leave.Given(id);
        });
  }

  /** GitHub has answered, or never will: only now the time to the next write begins. */
  public void wrote(Leave.Given leave) {
    store.moveWrite(leave.id(), clock.instant());
  }

  /**
   * Keeps what an answer says of the limits.
   *
   * @param isWrite whether it answers a request that writes
   * @return until when GitHub wants to be left alone, or null
   */
  @Nullable Instant heard(HttpResponse<byte[]> response, boolean isWrite) {
    Instant now = clock.instant();
    Instant notBefore = Refusals.notBefore(response, now, store.said().refusals());
    long most = Refusals.number(response, "x-ratelimit-limit");
    long remaining = Refusals.number(response, "x-ratelimit-remaining");
    boolean isTold = most >= 0 && remaining >= 0 && most < Integer.MAX_VALUE;
    store.hear(
        new Heard(
            isTold ? (int) most : null,
            isTold ? (int) Math.min(remaining, most) : null,
            isTold ? Refusals.second(response, "x-ratelimit-reset") : null,
            notBefore,
            isWrite && response.statusCode() / 100 == 2),
        now.minus(FORGOTTEN));
    return notBefore;
  }

  /**
   * Keeps of an answer to the App itself only whether GitHub wants to be left alone: the App's own
   * requests are counted apart from those of its installation.
   */
  @Nullable Instant heardByApp(HttpResponse<byte[]> response) {
    Instant now = clock.instant();
    Instant notBefore = Refusals.notBefore(response, now, store.said().refusals());
    if (notBefore != null) {
      store.hear(new Heard(null, null, null, notBefore, false), now.minus(FORGOTTEN));
    }
    return notBefore;
  }

  /** Whether a tenth of the hour's requests is left, which reading leaves to writing. */
  public boolean isReserveLeft() {
    Said said = store.said();
    Integer most = said.most();
    Integer remaining = said.remaining();
    Instant resetAt = said.resetAt();
    return most == null
        || remaining == null
        || resetAt == null
        || !resetAt.isAfter(clock.instant())
        || remaining > most / 10;
  }

  private static @Nullable Instant allowedAt(Said said) {
    Integer remaining = said.remaining();
    Instant resetAt = said.resetAt();
    Instant hour =
        remaining != null && remaining == 0 && resetAt != null ? resetAt.plusSeconds(1) : null;
    return latest(hour, said.blockedUntil());
  }

  private Optional<Instant> later(@Nullable Instant allowed) {
    return allowed != null && allowed.isAfter(clock.instant())
        ? Optional.of(allowed)
        : Optional.empty();
  }

  private static @Nullable Instant latest(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isAfter(other) ? one : other;
  }
}
