package org.snowguard.server.notification.mail;

import org.snowguard.server.account.Secrets;
import org.snowguard.server.web.Access;
import org.snowguard.server.web.AccessLevel;
import org.snowguard.server.web.Conflict;
import org.snowguard.server.web.CurrentAccount;
import org.snowguard.server.web.NotFound;
import org.snowguard.server.web.Reply;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where mail goes, and ending it. */
@Controller
final class MailPages {

  static final String UNSUBSCRIBE = "/unsubscribe/{token}";

  private final MailAddresses addresses;
  private final MailStore store;
  private final MailOutbox outbox;

  MailPages(MailAddresses addresses, MailStore store, MailOutbox outbox) {
    this.addresses = addresses;
    this.store = store;
    this.outbox = outbox;
  }

  @Access(AccessLevel.SIGNED_IN)
  @PostMapping("/me/mail")
  Reply ask(CurrentAccount account, @RequestParam(defaultValue = "") String address) {
    MailAddress given = MailAddress.parse(address);
    if (!outbox.isOn()) {
      throw new Conflict(
          "confirming a mail address",
          "a server that sends no mail",
          "follow feeds, or look at /notices; an operator can set snowguard.mail.host.");
    }
    addresses.ask(account.number(), given);
    return Reply.redirect("/me")
        .notice("A link is on its way to that address; it works for a day.");
  }

  /** Only looks: programs that preview links in mails must not confirm anything. */
  @Access(AccessLevel.SIGNED_IN)
  @GetMapping("/me/mail/confirm/{token}")
  Reply look(CurrentAccount account, @PathVariable String token) {
    MailAddress address =
        addresses.confirmable(token, account.number()).orElseThrow(MailAddresses::noLink);
    return Reply.html("notification/confirmMail", new ConfirmMailPage(address.text(), token));
  }

  @Access(AccessLevel.SIGNED_IN)
  @PostMapping("/me/mail/confirm/{token}")
  Reply confirm(CurrentAccount account, @PathVariable String token) {
    addresses.confirm(token, account.number());
    return Reply.redirect("/me").notice("Your address is confirmed. Choose what it is told.");
  }

  @Access(AccessLevel.SIGNED_IN)
  @PostMapping("/me/mail/stop")
  Reply stop(CurrentAccount account) {
    addresses.stop(account.number());
    return Reply.redirect("/me").notice("No more mail comes. What you follow stays at /notices.");
  }

  @Access(AccessLevel.SIGNED_IN)
  @PostMapping("/me/mail/resume")
  Reply resume(CurrentAccount account) {
    addresses.resume(account.number());
    return Reply.redirect("/me").notice("Mail comes again.");
  }

  @Access(AccessLevel.SIGNED_IN)
  @PostMapping("/me/mail/forget")
  Reply forget(CurrentAccount account) {
    addresses.forget(account.number());
    return Reply.redirect("/me").notice("Your address is forgotten.");
  }

  /** Only looks, for the same reason. */
  @Access(AccessLevel.PUBLIC)
  @GetMapping(UNSUBSCRIBE)
  Reply lookAtEnding(@PathVariable String token) {
    subscriber(token);
    return Reply.html("notification/unsubscribe", new UnsubscribePage(token, false));
  }

  /** One click in a mail program (RFC 8058), or the button of the page; safe to repeat. */
  @Access(AccessLevel.PUBLIC)
  @PostMapping(UNSUBSCRIBE)
  Reply end(@PathVariable String token) {
    addresses.stop(subscriber(token));
    return Reply.html("notification/unsubscribe", new UnsubscribePage(token, true));
  }

  private long subscriber(String token) {
    return store
        .unsubscriber(Secrets.hash(token))
        .orElseThrow(
            () ->
                new NotFound(
                    "ending mail",
                    "a link that is incomplete, or of an account that is gone",
                    "copy the whole link from the mail, or choose on /me."));
  }
}
