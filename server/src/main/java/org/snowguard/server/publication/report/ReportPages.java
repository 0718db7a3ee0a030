package org.snowguard.server.publication.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.web.Access;
import org.snowguard.server.web.AccessLevel;
import org.snowguard.server.web.CurrentAccount;
import org.snowguard.server.web.Reply;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Roundups for everybody, and one's own report for oneself. */
@Controller
final class ReportPages {

  private static final String OWN = "/report/own";

  private final WeeklyReports reports;
  private final RoundupMail mail;
  private final Clock clock;

  ReportPages(WeeklyReports reports, RoundupMail mail, Clock clock) {
    this.reports = reports;
    this.mail = mail;
    this.clock = clock;
  }

  @Access(AccessLevel.PUBLIC)
  @GetMapping("/report/weekly")
  Reply weeks() {
    WeeklyReportsPage page =
        new WeeklyReportsPage(
            Week.of(clock.instant()).text(), reports.latest().text(), reports.weeks());
    return Reply.page("report/weeks", page).twin(page.twin());
  }

  @Access(AccessLevel.PUBLIC)
  @GetMapping("/report/weekly/{week}")
  Reply week(@PathVariable String week, @RequestParam(required = false) @Nullable String channel) {
    Roundup roundup = reports.of(Week.parse(week), channel);
    return Reply.page(
            "report/weekly",
            new WeeklyReportPage(roundup, RoundupText.markdown(roundup), reports.channels()))
        .twin(roundup);
  }

  /** For pasting. */
  @Access(AccessLevel.PUBLIC)
  @GetMapping("/report/weekly/{week}/markdown")
  ResponseEntity<byte[]> markdown(
      @PathVariable String week, @RequestParam(required = false) @Nullable String channel) {
    Roundup roundup = reports.of(Week.parse(week), channel);
    return ResponseEntity.ok()
        .contentType(new MediaType("text", "markdown", UTF_8))
        .body(RoundupText.markdown(roundup).getBytes(UTF_8));
  }

  @Access(AccessLevel.SIGNED_IN)
  @GetMapping(OWN)
  Reply own(
      @RequestParam(required = false) @Nullable String week, @Nullable CurrentAccount account) {
    Week asked = week == null ? Week.of(clock.instant()) : Week.parse(week);
    return Reply.page("report/own", reports.own(signedIn(account).number(), asked));
  }

  @Access(AccessLevel.SIGNED_IN)
  @PostMapping("/report/thanks")
  Reply thank(
      @RequestParam(defaultValue = "false") boolean wanted, @Nullable CurrentAccount account) {
    reports.thank(signedIn(account).number(), wanted);
    return Reply.redirect(OWN)
        .notice(
            wanted
                ? "Weekly roundups name you where you took part."
                : "No weekly roundup names you any more.");
  }

  @Access(AccessLevel.SIGNED_IN)
  @PostMapping("/report/mail")
  Reply mail(
      @RequestParam(defaultValue = "false") boolean wanted, @Nullable CurrentAccount account) {
    mail.subscribe(signedIn(account).number(), wanted);
    return Reply.redirect("/me")
        .notice(
            wanted
                ? "The weekly roundup comes by mail, from the next one on."
                : "The weekly roundup comes by mail no more.");
  }

  private static CurrentAccount signedIn(@Nullable CurrentAccount account) {
    if (account == null) {
      throw new IllegalStateException("The access rule lets nobody in who is not signed in");
    }
    return account;
  }
}
