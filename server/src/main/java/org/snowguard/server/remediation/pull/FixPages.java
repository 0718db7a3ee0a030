package org.snowguard.server.remediation.pull;

import org.jspecify.annotations.Nullable;
import org.snowguard.server.web.Access;
import org.snowguard.server.web.AccessLevel;
import org.snowguard.server.web.CurrentAccount;
import org.snowguard.server.web.LocalPath;
import org.snowguard.server.web.Reply;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What people say to fixes. */
@Controller
final class FixPages {

  private final FixDesk desk;

  FixPages(FixDesk desk) {
    this.desk = desk;
  }

  @Access(AccessLevel.TRIAGER)
  @PostMapping("/fix/{id}/confirm")
  Reply confirm(
      @PathVariable long id,
      @RequestParam(defaultValue = "") String note,
      @RequestParam(required = false) @Nullable String back,
      CurrentAccount account) {
    desk.confirm(id, note, account.number());
    return back(back, "Confirmed.");
  }

  @Access(AccessLevel.TRIAGER)
  @PostMapping("/fix/{id}/refute")
  Reply refute(
      @PathVariable long id,
      @RequestParam String note,
      @RequestParam(required = false) @Nullable String back,
      CurrentAccount account) {
    desk.refute(id, note, account.number());
    return back(back, "Refuted: it does not count as a fix any more.");
  }

  @Access(AccessLevel.TRIAGER)
  @PostMapping("/fix/{id}/undo")
  Reply undo(
      @PathVariable long id,
      @RequestParam(required = false) @Nullable String back,
      CurrentAccount account) {
    desk.undo(id, account.number());
    return back(back, "Taken back.");
  }

  @Access(AccessLevel.TRIAGER)
  @PostMapping("/fix")
  Reply add(
      @RequestParam long vulnerability,
      @RequestParam long project,
      @RequestParam int number,
      @RequestParam(defaultValue = "") String note,
      @RequestParam(required = false) @Nullable String back,
      CurrentAccount account) {
    desk.add(vulnerability, project, number, note, account.number());
    return back(back, "Named as a fix.");
  }

  private static Reply back(@Nullable String back, String notice) {
    return Reply.redirect(back == null ? "/backports" : LocalPath.of(back).toString())
        .notice(notice);
  }
}
