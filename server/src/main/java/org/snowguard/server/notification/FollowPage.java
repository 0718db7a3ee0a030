package org.snowguard.server.notification;

import java.util.List;

/**
 * Asks how to follow something.
 *
 * @param name by which the form names it
 */
public record FollowPage(Subscription subscription, String name, List<Way> ways) {
  static FollowPage of(Subscription subscription, String name) {
    return new FollowPage(subscription, name, List.of(Way.values()));
  }

  public boolean isNew() {
    return subscription.id() == 0;
  }
}
