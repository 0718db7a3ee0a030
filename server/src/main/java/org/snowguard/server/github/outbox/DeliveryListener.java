package org.snowguard.server.github.outbox;

/** Is told, in the transaction that stores it, that something is on GitHub. */
public interface DeliveryListener {

  /**
   * @param number of the GitHub issue that it is, or stands on
   * @param url for people
   */
  void delivered(Delivery.Kind kind, String subject, long number, String url);
}
