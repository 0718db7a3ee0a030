package org.snowguard.server.suggestion;

import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.triage.DismissReason;
import org.snowguard.server.web.Access;
import org.snowguard.server.web.AccessLevel;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.Conflict;
import org.snowguard.server.web.CurrentAccount;
import org.snowguard.server.web.LocalPath;
import org.snowguard.server.web.Reply;
import org.snowguard.server.web.Scope;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * What people do with one suggestion. A form that htmx sends is answered with what takes the card's
 * place, any other with the way back.
 */
@Controller
final class SuggestionPages {

  private final Triage triage;
  private final Undo undo;
  private final Queue queue;
  private final CardForms forms;

  SuggestionPages(Triage triage, Undo undo, Queue queue, CardForms forms) {
    this.triage = triage;
    this.undo = undo;
    this.queue = queue;
    this.forms = forms;
  }

  @Access(value = AccessLevel.TRIAGER, scopes = Scope.TRIAGE)
  @PostMapping("/queue/{id}/accept")
  Reply accept(
      @PathVariable long id,
      @RequestParam int revision,
      @RequestParam(required = false) @Nullable Long into,
      @RequestParam(defaultValue = "/queue") String back,
      CurrentAccount account,
      HttpServletRequest request) {
    Seen seen = new Seen(id, revision);
    return strip(
        id,
        () ->
            into == null
                ? triage.accept(seen, account.number())
                : triage.acceptInto(seen, into, account.number()),
        "Accepted",
        back,
        request);
  }

  @Access(value = AccessLevel.TRIAGER, scopes = Scope.TRIAGE)
  @PostMapping("/queue/{id}/dismiss")
  Reply dismiss(
      @PathVariable long id,
      @RequestParam int revision,
      @RequestParam String reason,
      @RequestParam(defaultValue = "") String note,
      @RequestParam(defaultValue = "") String review,
      @RequestParam(defaultValue = "/queue") String back,
      CurrentAccount account,
      HttpServletRequest request) {
    DismissReason chosen = reason(reason);
    // The form proposes a day for every reason; only some of them hold until a day.
    LocalDate day = chosen.needsReviewDate() ? day(review) : null;
    Dismissal dismissal = new Dismissal(chosen, note.isBlank() ? null : note, day);
    return strip(
        id,
        () -> triage.dismiss(new Seen(id, revision), dismissal, account.number()),
        "Dismissed as " + chosen.label(),
        back,
        request);
  }

  @Access(value = AccessLevel.TRIAGER, scopes = Scope.TRIAGE)
  @PostMapping("/queue/{id}/snooze")
  Reply snooze(
      @PathVariable long id,
      @RequestParam int revision,
      @RequestParam(defaultValue = "") String until,
      @RequestParam(defaultValue = "/queue") String back,
      CurrentAccount account,
      HttpServletRequest request) {
    LocalDate day = day(until);
    return strip(
        id,
        () -> triage.snooze(new Seen(id, revision), day, account.number()),
        day == null ? "Snoozed until it changes" : "Snoozed until " + day,
        back,
        request);
  }

  @Access(value = AccessLevel.TRIAGER, scopes = Scope.TRIAGE)
  @PostMapping("/queue/{id}/remove-package")
  Reply removePackage(
      @PathVariable long id,
      @RequestParam int revision,
      @RequestParam String attribute,
      @RequestParam(defaultValue = "/queue") String back,
      CurrentAccount account,
      HttpServletRequest request) {
    return again(
        id,
        () -> triage.removePackage(new Seen(id, revision), attribute, account.number()),
        "Took " + attribute + " off",
        back,
        account,
        request);
  }

  @Access(value = AccessLevel.TRIAGER, scopes = Scope.TRIAGE)
  @PostMapping("/queue/{id}/restore-package")
  Reply restorePackage(
      @PathVariable long id,
      @RequestParam int revision,
      @RequestParam String attribute,
      @RequestParam(defaultValue = "/queue") String back,
      CurrentAccount account,
      HttpServletRequest request) {
    return again(
        id,
        () -> triage.restorePackage(new Seen(id, revision), attribute, account.number()),
        "Put " + attribute + " back on",
        back,
        account,
        request);
  }

  @Access(value = AccessLevel.TRIAGER, scopes = Scope.TRIAGE)
  @PostMapping("/queue/{id}/take")
  Reply takeFromBacklog(
      @PathVariable long id,
      @RequestParam int revision,
      @RequestParam(defaultValue = "/queue") String back,
      CurrentAccount account,
      HttpServletRequest request) {
    return strip(
        id,
        () -> triage.takeFromBacklog(new Seen(id, revision), account.number()),
        "Taken into the queue",
        back,
        request);
  }

  /** Takes back one action, or, without a number, the person's last one. */
  @Access(value = AccessLevel.TRIAGER, scopes = Scope.TRIAGE)
  @PostMapping("/queue/undo")
  Reply undo(
      @RequestParam(required = false) @Nullable Long event,
      @RequestParam(defaultValue = "/queue") String back,
      CurrentAccount account,
      HttpServletRequest request) {
    Acted acted =
        event == null ? undo.undoLast(account.number()) : undo.undo(event, account.number());
    return QueuePages.isPartOfPage(request)
        ? card(acted.suggestionId(), account, request)
        : Reply.redirect(withoutPlace(back) + "#card-" + acted.suggestionId())
            .notice("Taken back: " + acted.label() + ".");
  }

  /** An action after which the card is gone from the list. */
  private static Reply strip(
      long id, Supplier<Acted> action, String what, String back, HttpServletRequest request) {
    return orConflict(
        id,
        back,
        request,
        () -> {
          Acted acted = action.get();
          return QueuePages.isPartOfPage(request)
              ? Reply.html("queue/done", new DonePage(acted, what, withoutPlace(back)))
              : Reply.redirect(back).notice(what + ": " + acted.label() + ".");
        });
  }

  /** An action after which the card stays. */
  private Reply again(
      long id,
      Supplier<Acted> action,
      String what,
      String back,
      CurrentAccount account,
      HttpServletRequest request) {
    return orConflict(
        id,
        back,
        request,
        () -> {
          Acted acted = action.get();
          return QueuePages.isPartOfPage(request)
              ? card(id, account, request)
              : Reply.redirect(back).notice(what + ": " + acted.label() + ".");
        });
  }

  private static Reply orConflict(
      long id, String back, HttpServletRequest request, Supplier<Reply> action) {
    try {
      return action.get();
    } catch (Conflict conflict) {
      ConflictPage page = ConflictPage.of(id, conflict, LocalPath.of(back).toString());
      String template = QueuePages.isPartOfPage(request) ? "queue/conflict" : "queue/conflictPage";
      return Reply.page(template, page).status(409);
    }
  }

  private Reply card(long id, CurrentAccount account, HttpServletRequest request) {
    return Reply.html(
        "queue/card",
        forms.form(queue.card(id, account.number()), QueuePages.shownPath(request), null, account));
  }

  private static String withoutPlace(String back) {
    int place = back.indexOf('#');
    return place < 0 ? back : back.substring(0, place);
  }

  static DismissReason reason(String text) {
    return Arrays.stream(DismissReason.values())
        .filter(reason -> reason.text().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInput(
                    "reading a reason",
                    "reason \"" + text + "\"",
                    "use one of "
                        + Arrays.stream(DismissReason.values())
                            .map(DismissReason::text)
                            .collect(Collectors.joining(", "))
                        + "."));
  }

  static @Nullable LocalDate day(String text) {
    if (text.isBlank()) {
      return null;
    }
    try {
      return LocalDate.parse(text.strip());
    } catch (DateTimeParseException e) {
      throw new BadInput("reading a day", "day \"" + text + "\"", "write it as 2026-12-31.");
    }
  }
}
