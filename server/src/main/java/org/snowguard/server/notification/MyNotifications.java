package org.snowguard.server.notification;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.notification.mail.MailAddresses;
import org.snowguard.server.notification.mail.Trouble;

/**
 * The section "What you are told" of one's own page.
 *
 * @param mailIsOn whether this server sends mail
 * @param mail shown on the page alone: programs are not told addresses, not even one's own
 * @param proposed how many packages one maintains, if nobody follows them yet; else null
 * @param ways to choose from
 */
public record MyNotifications(
    boolean mailIsOn,
    @JsonIgnore MailAddresses.Own mail,
    List<Trouble> troubles,
    List<Subscription> subscriptions,
    @Nullable Integer proposed,
    int unread,
    List<Way> ways) {

  public MyNotifications {
    troubles = List.copyOf(troubles);
    subscriptions = List.copyOf(subscriptions);
    ways = List.copyOf(ways);
  }
}
