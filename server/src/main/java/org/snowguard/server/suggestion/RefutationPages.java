package org.snowguard.server.suggestion;

import org.snowguard.server.web.Access;
import org.snowguard.server.web.AccessLevel;
import org.snowguard.server.web.CurrentAccount;
import org.snowguard.server.web.Reply;
import org.snowguard.server.web.Scope;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Maintainers dispute verdicts of cards, triagers answer. */
@Controller
final class RefutationPages {

  private final Refutations refutations;

  RefutationPages(Refutations refutations) {
    this.refutations = refutations;
  }

  @Access(value = AccessLevel.MAINTAINER, scopes = Scope.TRIAGE)
  @PostMapping("/queue/{id}/refute")
  Reply refute(
      @PathVariable long id,
      @RequestParam String attribute,
      @RequestParam String claim,
      @RequestParam String note,
      @RequestParam(defaultValue = "/queue") String back,
      CurrentAccount account) {
    refutations.refute(id, attribute, claim, note, account);
    return Reply.redirect(back)
        .notice("Shown as disputed, and nobody is called about it. A triager answers.");
  }

  @Access(value = AccessLevel.TRIAGER, scopes = Scope.TRIAGE)
  @PostMapping("/queue/refutation/{id}/confirm")
  Reply confirm(
      @PathVariable long id,
      @RequestParam int revision,
      @RequestParam(defaultValue = "") String answer,
      @RequestParam(defaultValue = "/queue?tab=proposals") String back,
      CurrentAccount account) {
    Acted acted =
        refutations.confirm(
            id, revision, answer.isBlank() ? null : answer.strip(), account.number());
    return Reply.redirect(back).notice("Taken off the card: " + acted.label() + ".");
  }

  @Access(value = AccessLevel.TRIAGER, scopes = Scope.TRIAGE)
  @PostMapping("/queue/refutation/{id}/reject")
  Reply reject(
      @PathVariable long id,
      @RequestParam String answer,
      @RequestParam(defaultValue = "/queue?tab=proposals") String back,
      CurrentAccount account) {
    refutations.reject(id, answer, account.number());
    return Reply.redirect(back).notice("Rejected; the maintainer reads your answer.");
  }
}
