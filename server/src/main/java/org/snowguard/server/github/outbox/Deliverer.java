package org.snowguard.server.github.outbox;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.activity.NewEvent;
import org.snowguard.server.github.PublishMode;
import org.snowguard.server.github.client.GitHubClient;
import org.snowguard.server.github.client.GitHubFailure;
import org.snowguard.server.github.client.Limits;
import org.snowguard.server.github.client.Written;
import org.snowguard.server.ingest.source.Backoff;
import org.snowguard.server.web.Transactions;

/**
 * Delivers one thing, so that it is on GitHub once whatever happens: the attempt is stored before
 * anything is sent, its result after; and what may have been sent is looked for before it is sent
 * again. See docs/adr/0006.
 */
final class Deliverer {

  private static final Logger log = LoggerFactory.getLogger(Deliverer.class);

  /** After an attempt of unknown outcome, how soon it is first looked for. */
  private static final Duration FIRST_LOOK = Duration.ofSeconds(15);

  /** So long after an attempt, what is not on GitHub will not come any more. */
  static final Duration SETTLED = Duration.ofMinutes(2);

  /** What is not sent so soon after its attempt was stored is not sent: others may look already. */
  private static final Duration HELD_UP = Duration.ofSeconds(20);

  private final DeliveryStore store;
  private final Transactions transactions;
  private final GitHubClient client;
  private final Limits limits;
  private final List<DeliveryListener> listeners;
  private final EventLog events;
  private final Backoff backoff;
  private final Clock clock;

  Deliverer(
      DeliveryStore store,
      Transactions transactions,
      GitHubClient client,
      Limits limits,
      List<DeliveryListener> listeners,
      EventLog events,
      Backoff backoff,
      Clock clock) {
    this.store = store;
    this.transactions = transactions;
    this.client = client;
    this.limits = limits;
    this.listeners = List.copyOf(listeners);
    this.events = events;
    this.backoff = backoff;
    this.clock = clock;
  }

  /** What became of it. */
  sealed interface Outcome {

    /** It is done, or put off for a reason of its own. */
    record Settled() implements Outcome {}

    /** The limits leave no room before that moment. */
    record NotBefore(Instant moment) implements Outcome {}

    /**
     * Others would fare no better.
     *
     * @param notBefore until when GitHub asked to be left alone, or null
     */
    record Trouble(String words, @Nullable Instant notBefore) implements Outcome {}
  }

  /** It is not there, is not there any more, or what is sent is not taken. */
  private static final Set<Integer> REFUSALS = Set.of(404, DeliveryWriting.GONE, 422);

  /** After so many refusals only a person has it tried again; the waits make it about a day. */
  static final int MOST_REFUSALS = 10;

  private static final int FORBIDDEN = 403;

  private static final Outcome SETTLED_OUTCOME = new Outcome.Settled();

  Outcome deliver(
      Pending pending, PublishMode mode, Rendering rendering, DeliveryLockStore.Held held)
      throws InterruptedException {
    try {
      if (pending.attemptAt() != null && !isSafeToSend(pending, pending.attemptAt())) {
        return SETTLED_OUTCOME;
      }
      String text = rendering.render(pending.text());
      if (!mode.isLive()) {
        store.withheld(pending, mode, text);
        return SETTLED_OUTCOME;
      }
      client.prepareToWrite();
      return send(pending, text, held);
    } catch (GitHubFailure e) {
      String words = String.valueOf(e.getMessage());
      return isRefusal(pending, e.status(), e.notBefore())
          ? refused(pending, words, true)
          : failed(pending, words, e.notBefore(), true, true);
    } catch (IOException e) {
      return failed(pending, String.valueOf(e.getMessage()), null, true, false);
    } catch (RuntimeException e) {
      return brokenBy(pending, e, held);
    }
  }

  /**
   * What GitHub forbids without naming a limit is a permission that the App lacks. Issues and
   * comments wait for it; a label is not worth that, and holds up no text.
   */
  private static boolean isRefusal(Pending pending, int status, @Nullable Instant notBefore) {
    return REFUSALS.contains(status)
        || (status == FORBIDDEN && notBefore == null && pending.kind() == Delivery.Kind.ADD_LABEL);
  }

  /**
   * What is wrong with one text keeps no other waiting; what is wrong with the database ends all.
   */
  private Outcome brokenBy(Pending pending, RuntimeException cause, DeliveryLockStore.Held held) {
    try {
      held.check();
      log.error("{} could not be delivered for an error of this server", pending.subject(), cause);
      return failed(pending, "an error of this server: " + cause.getMessage(), null, true, true);
    } catch (RuntimeException lost) {
      lost.addSuppressed(cause);
      throw lost;
    }
  }

  /** Whether an attempt of unknown outcome did not get through, and will not any more. */
  private boolean isSafeToSend(Pending pending, Instant attemptAt)
      throws IOException, InterruptedException {
    Instant settledAt = attemptAt.plus(SETTLED);
    // Asked before the look: what is settled before it cannot appear after it.
    boolean isSettled = !clock.instant().isBefore(settledAt);
    Optional<OwnTexts.Found> found =
        new OwnTexts(client)
            .find(pending, Objects.requireNonNullElse(pending.firstAttemptAt(), attemptAt));
    if (found.isPresent()) {
      log.info("{} was on GitHub already: {}", pending.subject(), found.get().url());
      delivered(pending, found.get(), null);
      return false;
    }
    if (!isSettled) {
      Instant look = clock.instant().plus(FIRST_LOOK);
      store.putOff(pending.id(), look.isBefore(settledAt) ? look : settledAt);
      return false;
    }
    return true;
  }

  private Outcome send(Pending pending, String text, DeliveryLockStore.Held held)
      throws IOException, InterruptedException {
    Instant[] attempted = new Instant[1];
    Limits.Leave leave =
        limits.mayWrite(
            () -> {
              attempted[0] = clock.instant();
              store.attempt(pending.id(), attempted[0]);
            });
    return switch (leave) {
      case Limits.Leave.NotBefore(Instant moment) -> new Outcome.NotBefore(moment);
      case Limits.Leave.Given given -> {
        try {
          held.check();
          if (clock.instant().isAfter(attempted[0].plus(HELD_UP))) {
            yield failed(pending, "this computer was held up", null, false, false);
          }
          yield settle(pending, text, new DeliveryWriting(client).write(pending, text));
        } finally {
          limits.wrote(given);
        }
      }
    };
  }

  private Outcome settle(Pending pending, String text, DeliveryWriting.Effect effect) {
    return switch (effect) {
      case DeliveryWriting.Effect.Answered(Written written) -> settle(pending, text, written);
      case DeliveryWriting.Effect.LeftAlone(String words) -> {
        leftAlone(pending, words);
        yield SETTLED_OUTCOME;
      }
    };
  }

  private Outcome settle(Pending pending, String text, Written written) {
    return switch (written) {
      case Written.Done(var body) -> {
        OwnTexts.Found found = OwnTexts.found(pending, body);
        if (found.number() == 0 || found.url().isEmpty()) {
          yield failed(pending, "GitHub does not say what it has written", null, true, false);
        }
        delivered(pending, found, text);
        yield SETTLED_OUTCOME;
      }
      case Written.NotDone notDone ->
          isRefusal(pending, notDone.status(), notDone.notBefore())
              ? refused(pending, notDone.words(), false)
              : failed(pending, notDone.words(), notDone.notBefore(), false, notDone.isForAll());
      case Written.Unknown(String words) -> failed(pending, words, null, true, true);
    };
  }

  private void delivered(Pending pending, OwnTexts.Found found, @Nullable String text) {
    transactions.run(
        () -> {
          if (store.delivered(pending, found.number(), found.url(), text, clock.instant())) {
            listeners.forEach(
                listener ->
                    listener.delivered(
                        pending.kind(), pending.subject(), found.number(), found.url()));
            append(
                "github.delivered", pending, Map.of("number", found.number(), "url", found.url()));
          }
        });
  }

  private void leftAlone(Pending pending, String words) {
    transactions.run(
        () -> {
          if (store.leftAlone(pending, words)) {
            append("github.left_alone", pending, Map.of("reason", words));
          }
        });
  }

  private void append(String kind, Pending pending, Map<String, Object> details) {
    events.append(
        new NewEvent(
            kind,
            "delivery",
            pending.id(),
            pending.subject(),
            null,
            null,
            null,
            null,
            details,
            null,
            null));
  }

  /** A refusal is about this one alone: others need not wait for it. */
  private Outcome refused(Pending pending, String words, boolean isUnknown) {
    Instant nextTry = clock.instant().plus(backoff.afterFailures(pending.attempts() + 1, null));
    transactions.run(
        () -> {
          if (store.refused(pending, words, nextTry, isUnknown, MOST_REFUSALS)) {
            append("github.given_up", pending, Map.of("reason", words));
          }
        });
    log.warn("{} was refused: {}", pending.subject(), words);
    return SETTLED_OUTCOME;
  }

  /**
   * @param isUnknown whether what is known of an attempt stays: it may be on GitHub
   */
  private Outcome failed(
      Pending pending,
      String words,
      @Nullable Instant notBefore,
      boolean isUnknown,
      boolean isForAll) {
    Instant now = clock.instant();
    Duration asked = notBefore == null ? null : Duration.between(now, notBefore);
    Instant nextTry =
        isUnknown && notBefore == null && pending.attempts() == 0
            ? now.plus(FIRST_LOOK)
            : now.plus(backoff.afterFailures(pending.attempts() + 1, asked));
    store.failed(pending, words, nextTry, isUnknown);
    log.warn("{} could not be delivered: {}", pending.subject(), words);
    return isForAll ? new Outcome.Trouble(words, notBefore) : SETTLED_OUTCOME;
  }
}
