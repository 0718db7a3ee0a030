package org.snowguard.server.github.outbox;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.activity.NewEvent;
import org.snowguard.server.github.GitHubSettings;
import org.snowguard.server.web.Access;
import org.snowguard.server.web.AccessLevel;
import org.snowguard.server.web.CurrentAccount;
import org.snowguard.server.web.Reply;
import org.snowguard.server.web.Transactions;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What waits for GitHub, what is there, and what keeps failing. */
@Controller
final class OutboxPages {

  private static final String PATH = "/sources/outbox";
  private static final int SHOWN = 50;

  private final GitHubOutbox outbox;
  private final OutboxStore store;
  private final GitHubSettings settings;
  private final EventLog events;
  private final Transactions transactions;
  private final Clock clock;

  OutboxPages(
      GitHubOutbox outbox,
      OutboxStore store,
      GitHubSettings settings,
      EventLog events,
      Transactions transactions,
      Clock clock) {
    this.outbox = outbox;
    this.store = store;
    this.settings = settings;
    this.events = events;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Access(AccessLevel.TRIAGER)
  @GetMapping(PATH)
  Reply show() {
    Map<String, Long> counts = store.counts();
    long failing = counts.getOrDefault("FAILING", 0L);
    return Reply.page(
        "github/outbox",
        new OutboxPage(
            settings.repository(),
            settings.effectiveMode(),
            counts.getOrDefault("WAITING", 0L) + failing,
            failing,
            counts.getOrDefault("DELIVERED", 0L),
            counts.getOrDefault("WITHHELD", 0L),
            counts.getOrDefault("GIVEN_UP", 0L),
            store.givenUp(null, SHOWN),
            outbox.waiting(SHOWN),
            store.settled(SHOWN)));
  }

  @Access(AccessLevel.SECURITY_TEAM)
  @PostMapping(PATH + "/release")
  Reply release(@RequestParam String subject) {
    outbox.release(subject);
    return Reply.redirect(PATH).notice("It leaves at its turn.");
  }

  /**
   * What was given up is tried again.
   *
   * @param next the page to go back to
   */
  @Access(AccessLevel.TRIAGER)
  @PostMapping(PATH + "/try-again")
  Reply tryAgain(
      @RequestParam String subject,
      @RequestParam(defaultValue = PATH) String next,
      CurrentAccount account) {
    boolean found =
        transactions.call(
            () -> {
              Optional<Long> delivery = store.tryAgain(subject, clock.instant());
              delivery.ifPresent(id -> append(id, subject, account.number()));
              return delivery.isPresent();
            });
    return Reply.redirect(next)
        .notice(found ? "It is tried again at its turn." : "It was not given up any more.");
  }

  private void append(long id, String subject, long actor) {
    events.append(
        new NewEvent(
            "github.tried_again",
            "delivery",
            id,
            subject,
            null,
            null,
            actor,
            null,
            Map.of(),
            null,
            null));
  }
}
