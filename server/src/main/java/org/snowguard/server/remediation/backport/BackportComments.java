package org.snowguard.server.remediation.backport;

import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.snowguard.core.pull.BackportText;
import org.snowguard.server.github.GitHubListener;
import org.snowguard.server.remediation.pull.BotComments;

/**
 * Keeps what the backport action reports. Only what a program's account wrote counts: anybody can
 * write the words.
 */
final class BackportComments implements GitHubListener, BotComments {

  private static final int LONGEST = 500;

  private final BackportStore store;
  private final Supplier<List<BackportListener>> listeners;

  BackportComments(BackportStore store, Supplier<List<BackportListener>> listeners) {
    this.store = store;
    this.listeners = listeners;
  }

  @Override
  public void commented(long number, boolean isBot, String body, Instant at) {
    if (isBot && number <= Integer.MAX_VALUE) {
      said((int) number, body, at);
    }
  }

  @Override
  public void said(int number, String body, Instant at) {
    BackportText.failure(body).ifPresent(failure -> keep(number, failure, at));
  }

  private void keep(int number, BackportText.Failure failure, Instant at) {
    String reason = failure.reason().substring(0, Math.min(failure.reason().length(), LONGEST));
    if (store.failed(number, failure.branch(), reason, at)) {
      listeners.get().forEach(listener -> listener.failed(number, failure.branch()));
    }
  }
}
