package org.snowguard.server.issue.refutation;

import org.snowguard.server.web.Access;
import org.snowguard.server.web.AccessLevel;
import org.snowguard.server.web.CurrentAccount;
import org.snowguard.server.web.Reply;
import org.snowguard.server.web.Scope;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Maintainers dispute what an issue says of their packages, triagers answer. */
@Controller
final class IssueRefutationPages {

  private final IssueRefutations refutations;

  IssueRefutationPages(IssueRefutations refutations) {
    this.refutations = refutations;
  }

  @Access(value = AccessLevel.MAINTAINER, scopes = Scope.TRIAGE)
  @PostMapping("/issue/{id}/refute")
  Reply refute(
      @PathVariable long id,
      @RequestParam String attribute,
      @RequestParam String claim,
      @RequestParam String note,
      CurrentAccount account) {
    refutations.refute(id, attribute, claim, note, account);
    return Reply.redirect("/issue/" + id + "#disputed")
        .notice("Shown as disputed, and nobody is called about it. A triager answers.");
  }

  @Access(value = AccessLevel.TRIAGER, scopes = Scope.TRIAGE)
  @PostMapping("/issue/{id}/refutation/{refutation}/confirm")
  Reply confirm(
      @PathVariable long id,
      @PathVariable long refutation,
      @RequestParam int revision,
      @RequestParam(defaultValue = "") String answer,
      CurrentAccount account) {
    refutations.confirm(
        refutation, revision, answer.isBlank() ? null : answer.strip(), account.number());
    return Reply.redirect("/issue/" + id).notice("Judged as its maintainer says.");
  }

  @Access(value = AccessLevel.TRIAGER, scopes = Scope.TRIAGE)
  @PostMapping("/issue/{id}/refutation/{refutation}/reject")
  Reply reject(
      @PathVariable long id,
      @PathVariable long refutation,
      @RequestParam String answer,
      CurrentAccount account) {
    refutations.reject(refutation, answer, account.number());
    return Reply.redirect("/issue/" + id).notice("Rejected; the maintainer reads your answer.");
  }
}
