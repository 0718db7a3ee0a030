package org.snowguard.server.issue.talk;

import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.web.Access;
import org.snowguard.server.web.AccessLevel;
import org.snowguard.server.web.CurrentAccount;
import org.snowguard.server.web.Reply;
import org.snowguard.server.web.Scope;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Saying something about an issue, watching it, and the list of what one is told. */
@Controller
final class TalkPages {

  private static final int SHOWN = 100;

  private final IssueTalk talk;
  private final ForMe forMe;

  TalkPages(IssueTalk talk, ForMe forMe) {
    this.talk = talk;
    this.forMe = forMe;
  }

  @Access(value = AccessLevel.SIGNED_IN, scopes = Scope.TRIAGE)
  @PostMapping("/issue/{id}/comments")
  Reply comment(
      @PathVariable long id,
      @RequestParam String body,
      @RequestParam(name = "public", defaultValue = "") String forAll,
      CurrentAccount account) {
    long comment = talk.comment(id, body, !forAll.isEmpty(), account);
    return Reply.redirect("/issue/" + id + "#comment-" + comment)
        .notice("Commented." + nobody(talk.strangers(body)));
  }

  private static String nobody(Set<String> names) {
    return names.isEmpty()
        ? ""
        : " Told was nobody called "
            + names.stream().map(name -> "@" + name).collect(Collectors.joining(", "))
            + ": there is no such account here.";
  }

  @Access(value = AccessLevel.SIGNED_IN, scopes = Scope.TRIAGE)
  @PostMapping("/issue/{id}/comments/{comment}/edit")
  Reply edit(
      @PathVariable long id,
      @PathVariable long comment,
      @RequestParam int revision,
      @RequestParam String body,
      @RequestParam(name = "public", defaultValue = "") String forAll,
      CurrentAccount account) {
    talk.edit(comment, revision, body, !forAll.isEmpty(), account);
    return Reply.redirect("/issue/" + id + "#comment-" + comment).notice("Changed.");
  }

  @Access(value = AccessLevel.SIGNED_IN, scopes = Scope.TRIAGE)
  @PostMapping("/issue/{id}/comments/{comment}/delete")
  Reply delete(
      @PathVariable long id,
      @PathVariable long comment,
      @RequestParam int revision,
      CurrentAccount account) {
    talk.delete(comment, revision, account);
    return Reply.redirect("/issue/" + id + "#comments").notice("Deleted.");
  }

  @Access(value = AccessLevel.SIGNED_IN, scopes = Scope.TRIAGE)
  @PostMapping("/issue/{id}/watch")
  Reply watch(@PathVariable long id, @RequestParam boolean watching, CurrentAccount account) {
    talk.watch(id, watching, account);
    return Reply.redirect("/issue/" + id + "#comments")
        .notice(watching ? "You are told of changes." : "You are told of changes no more.");
  }

  @Access(value = AccessLevel.SIGNED_IN, scopes = Scope.READ)
  @GetMapping("/me/issues")
  Reply forMe(CurrentAccount account) {
    return Reply.page("talk/forMe", forMe.of(account, SHOWN));
  }

  /** Nothing named: all of it. */
  @Access(value = AccessLevel.SIGNED_IN, scopes = Scope.TRIAGE)
  @PostMapping("/me/issues/read")
  Reply read(
      @RequestParam(required = false) @Nullable Long issue,
      @RequestParam(defaultValue = "/me/issues") String back,
      CurrentAccount account) {
    talk.read(issue, account);
    return Reply.redirect(back);
  }
}
