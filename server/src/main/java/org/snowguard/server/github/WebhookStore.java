package org.snowguard.server.github;

import java.time.Instant;
import org.jdbi.v3.core.Jdbi;

final class WebhookStore {

  private final Jdbi jdbi;

  WebhookStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Gives false if this one came before. */
  boolean remember(String delivery, String event, Instant now) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate(
                        """
                        insert into github_hook (delivery, event, received_at)
                        values (:delivery, :event, :now) on conflict (delivery) do nothing
                        """)
                    .bind("delivery", delivery)
                    .bind("event", event)
                    .bind("now", now)
                    .execute()
                > 0);
  }

  void forget(Instant before) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate("delete from github_hook where received_at < :before")
                .bind("before", before)
                .execute());
  }
}
