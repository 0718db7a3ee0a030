package org.snowguard.world.github;

/** Ends the work on a request with an answer. */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient Reply reply;

  Refusal(Reply reply) {
    super("answered with " + reply.status(), null, false, false);
    this.reply = reply;
  }

  Reply reply() {
    return reply;
  }
}
