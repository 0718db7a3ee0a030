package org.snowguard.server.remediation.pull;

import java.time.Instant;

/** Is told what programs say about pull requests, each comment at least once. */
public interface BotComments {

  /** Joins the transaction that stores what else was seen. */
  void said(int number, String body, Instant at);
}
