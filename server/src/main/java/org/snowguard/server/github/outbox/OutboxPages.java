package org.snowguard.server.github.outbox;

import java.util.Map;
import org.snowguard.server.github.GitHubSettings;
import org.snowguard.server.web.Access;
import org.snowguard.server.web.AccessLevel;
import org.snowguard.server.web.Reply;
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

  OutboxPages(GitHubOutbox outbox, OutboxStore store, GitHubSettings settings) {
    this.outbox = outbox;
    this.store = store;
    this.settings = settings;
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
            outbox.waiting(SHOWN),
            store.settled(SHOWN)));
  }

  @Access(AccessLevel.SECURITY_TEAM)
  @PostMapping(PATH + "/release")
  Reply release(@RequestParam String subject) {
    outbox.release(subject);
    return Reply.redirect(PATH).notice("It leaves at its turn.");
  }
}
