package org.snowguard.server.remediation.backport;

import java.time.Instant;
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

  BackportComments(BackportStore store) {
    this.store = store;
  }

  @Override
  public void commented(long number, boolean isBot, String body, Instant at) {
    if (isBot && number <= Integer.MAX_VALUE) {
      said((int) number, body, at);
    }
  }

  @Override
  public void said(int number, String body, Instant at) {
    BackportText.failure(body)
        .ifPresent(
            failure ->
                store.failed(
                    number,
                    failure.branch(),
                    failure.reason().substring(0, Math.min(failure.reason().length(), LONGEST)),
                    at));
  }
}
