package org.snowguard.server.notification.mail;

/** Asks whether to take an address. */
public record ConfirmMailPage(String address, String token) {
  @Override
  public String toString() {
    return "the page that confirms a mail address";
  }
}
