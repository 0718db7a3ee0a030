package org.snowguard.server.account;

/** Asks whether to use the one-time link up now. */
public record ConfirmPage(String name, String token) {

  /** Keeps the secret out of logs. */
  @Override
  public String toString() {
    return "ConfirmPage[name=" + name + "]";
  }
}
