package org.snowguard.server.notification.mail;

import java.net.URI;

/** What every mail says. */
final class MailWords {

  private MailWords() {}

  static MailText confirmation(URI link, URI base) {
    return new MailText(
        "Confirm your address for Snowguard",
        """
        Somebody who is signed in to %s wants to be told of vulnerabilities
        at this address. If that was you, open this link within a day and press the button:

        %s

        If it was not you, do nothing: without it no other mail comes.
        """
            .formatted(base, link));
  }

  static MailText withFooter(MailText text, URI unsubscribe, URI base) {
    return new MailText(
        text.subject(),
        """
        %s

        --\s
        You are told this by %s because you asked to be.
        What you are told, and how: %s
        End all mail with one click: %s
        """
            .formatted(text.body().stripTrailing(), base, base.resolve("/me"), unsubscribe));
  }
}
