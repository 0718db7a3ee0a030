package org.snowguard.server.notification.mail;

/** Hands mails to the server that delivers them. */
@FunctionalInterface
interface Courier {

  /** What became of a try. */
  sealed interface Outcome {

    /** The server took it. */
    record Taken() implements Outcome {}

    /** It surely did not, and may later. */
    record NotNow(String words) implements Outcome {}

    /** It never will. */
    record Refused(String words) implements Outcome {}

    /** The connection broke after the text had left: the server may have it. */
    record Unknown(String words) implements Outcome {}
  }

  Outcome carry(Outgoing mail);
}
