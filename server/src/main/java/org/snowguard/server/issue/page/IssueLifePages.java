package org.snowguard.server.issue.page;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.issue.CloseReason;
import org.snowguard.server.issue.Issues;
import org.snowguard.server.issue.ShippedIssues;
import org.snowguard.server.issue.content.ChannelState;
import org.snowguard.server.issue.edit.IssueClaims;
import org.snowguard.server.issue.edit.IssueDiscards;
import org.snowguard.server.issue.edit.SimilarIssues;
import org.snowguard.server.web.Access;
import org.snowguard.server.web.AccessLevel;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.CurrentAccount;
import org.snowguard.server.web.Reply;
import org.snowguard.server.web.Scope;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What happens to an issue as a whole, but for its publication. */
@Controller
final class IssueLifePages {

  private final Issues issues;
  private final ShippedIssues shipped;
  private final IssueClaims claims;
  private final IssueDiscards discards;
  private final SimilarIssues similar;

  IssueLifePages(
      Issues issues,
      ShippedIssues shipped,
      IssueClaims claims,
      IssueDiscards discards,
      SimilarIssues similar) {
    this.issues = issues;
    this.shipped = shipped;
    this.claims = claims;
    this.discards = discards;
    this.similar = similar;
  }

  /** What the page of a package offers for a version that a channel carried. */
  @Access(value = AccessLevel.TRIAGER, scopes = Scope.TRIAGE)
  @PostMapping("/issues/shipped")
  Reply draftShipped(
      @RequestParam String attribute, @RequestParam String version, CurrentAccount account) {
    ShippedIssues.Drafted drafted = shipped.draft(attribute, version, account.number());
    return Reply.redirect("/issue/" + drafted.issueId())
        .notice(drafted.isNew() ? "Drafted." : "There was a draft about it already: this one.");
  }

  @Access(value = AccessLevel.TRIAGER, scopes = Scope.TRIAGE)
  @PostMapping("/issue/{id}/claim")
  Reply claim(
      @PathVariable long id,
      @RequestParam(defaultValue = "false") boolean over,
      CurrentAccount account) {
    claims.claim(id, over, account.number());
    return Reply.redirect("/issue/" + id)
        .notice("Yours for %d hours.".formatted(IssueClaims.HOLDS.toHours()));
  }

  @Access(value = AccessLevel.TRIAGER, scopes = Scope.TRIAGE)
  @PostMapping("/issue/{id}/release")
  Reply release(@PathVariable long id, CurrentAccount account) {
    claims.release(id, account.number());
    return Reply.redirect("/issue/" + id).notice("Released.");
  }

  @Access(value = AccessLevel.TRIAGER, scopes = Scope.TRIAGE)
  @PostMapping("/issue/{id}/close")
  Reply close(
      @PathVariable long id,
      @RequestParam String reason,
      @RequestParam(defaultValue = "") String note,
      @RequestParam(required = false) @Nullable Long duplicateOf,
      CurrentAccount account) {
    CloseReason chosen = reason(reason);
    String said = note.isBlank() ? null : note.strip();
    if (chosen == CloseReason.DUPLICATE && duplicateOf != null) {
      issues.closeAsDuplicate(id, duplicateOf, said, account.number());
    } else {
      issues.close(id, chosen, said, account.number());
    }
    return Reply.redirect("/issue/" + id)
        .notice("Closed: " + chosen.label() + "." + stillOpen(id, chosen));
  }

  /** Closing it fixes no package that channels still ship. */
  private String stillOpen(long id, CloseReason reason) {
    List<String> open =
        reason == CloseReason.FIXED
            ? issues.openIn(id).stream().map(ChannelState::channel).toList()
            : List.of();
    return open.isEmpty()
        ? ""
        : " Its packages still count as open in %s: judge them where that is wrong."
            .formatted(String.join(", ", open));
  }

  @Access(value = AccessLevel.TRIAGER, scopes = Scope.TRIAGE)
  @PostMapping("/issue/{id}/reopen")
  Reply reopen(
      @PathVariable long id, @RequestParam(defaultValue = "") String note, CurrentAccount account) {
    issues.reopen(id, note.isBlank() ? null : note.strip(), account.number());
    return Reply.redirect("/issue/" + id).notice("Open again.");
  }

  @Access(value = AccessLevel.TRIAGER, scopes = Scope.TRIAGE)
  @PostMapping("/issue/{id}/discard")
  Reply discard(@PathVariable long id, @RequestParam int revision, CurrentAccount account) {
    long event = discards.discard(id, revision, account.number());
    return Reply.page("issue/discarded", new DiscardedPage(event, null));
  }

  /** Brings a draft back that was thrown away. */
  @Access(AccessLevel.TRIAGER)
  @PostMapping("/issues/bring-back")
  Reply bringBack(@RequestParam long event, CurrentAccount account) {
    IssueDiscards.BroughtBack back = discards.bringBack(event, account.number());
    return Reply.redirect("/issue/" + back.id()).notice(words(back));
  }

  private static String words(IssueDiscards.BroughtBack back) {
    StringBuilder words = new StringBuilder("The draft is back");
    if (back.suggestions() + back.comments() > 0) {
      words.append(
          ", with %s and %s from the other one"
              .formatted(
                  counted(back.suggestions(), "suggestion"), counted(back.comments(), "comment")));
    }
    words.append('.');
    if (back.left() > 0) {
      words.append(
          " %d of its suggestions and comments did not come: the other one is published, or they were taken out of it."
              .formatted(back.left()));
    }
    return words.toString();
  }

  private static String counted(int number, String word) {
    return number + " " + word + (number == 1 ? "" : "s");
  }

  /** Puts all that a draft holds into another one. */
  @Access(value = AccessLevel.TRIAGER, scopes = Scope.TRIAGE)
  @PostMapping("/issue/{id}/merge")
  Reply merge(
      @PathVariable long id,
      @RequestParam int revision,
      @RequestParam long into,
      CurrentAccount account) {
    long event = similar.merge(id, revision, into, account.number());
    return Reply.page("issue/discarded", new DiscardedPage(event, into));
  }

  private static CloseReason reason(String text) {
    return CloseReason.of(text)
        .orElseThrow(
            () ->
                new BadInput(
                    "closing an issue",
                    "reason \"" + text + "\"",
                    "use one of "
                        + Arrays.stream(CloseReason.values())
                            .map(CloseReason::text)
                            .collect(Collectors.joining(", "))
                        + "."));
  }
}
