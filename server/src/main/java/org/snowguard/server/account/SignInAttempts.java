package org.snowguard.server.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.snowguard.server.web.Refused;

/**
 * Counts failed sign-ins by address and refuses after too many in ten minutes. Kept by each node
 * for itself: a token cannot be guessed, the limit only keeps guessing from being cheap.
 */
public final class SignInAttempts {

  static final Duration WINDOW = Duration.ofMinutes(10);

  private final int limit;
  private final Cache<String, AtomicInteger> failures;

  SignInAttempts(int limit, Clock clock) {
    this.limit = limit;
    failures =
        Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(WINDOW)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .build();
  }

  /** Refuses who failed too often. */
  public void check(String address) {
    AtomicInteger count = failures.getIfPresent(address);
    if (count != null && count.get() >= limit) {
      throw Refused.tooMuch(
          Refused.Reason.TOO_MANY_ATTEMPTS,
          "signing in",
          limit + " failed attempts from your address",
          "wait " + WINDOW.toMinutes() + " minutes, then begin again.",
          WINDOW);
    }
  }

  public void failed(String address) {
    failures.get(address, key -> new AtomicInteger()).incrementAndGet();
  }
}
