package org.snowguard.server.issue.intake;

import org.jspecify.annotations.Nullable;
import org.snowguard.server.web.Access;
import org.snowguard.server.web.AccessLevel;
import org.snowguard.server.web.CurrentAccount;
import org.snowguard.server.web.Cursor;
import org.snowguard.server.web.Page;
import org.snowguard.server.web.Reply;
import org.snowguard.server.web.Scope;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** GitHub issues about security to take in, and where to report what is not public. */
@Controller
final class IntakePages {

  static final String PATH = "/issues/on-github";
  private static final int SIZE = 50;

  private final GitHubIntake intake;
  private final @Nullable String repository;

  /**
   * @param repository that is set, or null
   */
  IntakePages(GitHubIntake intake, @Nullable String repository) {
    this.intake = intake;
    this.repository = repository;
  }

  @Access(value = AccessLevel.TRIAGER, scopes = Scope.READ)
  @GetMapping(PATH)
  Reply list(@RequestParam(required = false) @Nullable String after) {
    Page<IntakePage.Line> page = intake.list(Cursor.parse(after, 1), SIZE).map(IntakePage.Line::of);
    return Reply.page("intake/github", new IntakePage(repository, page)).twin(page);
  }

  @Access(value = AccessLevel.TRIAGER, scopes = Scope.TRIAGE)
  @PostMapping(PATH + "/{number}/draft")
  Reply draft(@PathVariable long number, CurrentAccount account) {
    long id = intake.draft(number, account.number());
    return Reply.redirect("/issue/" + id).notice("Drafted from #" + number + ", and linked.");
  }

  @Access(value = AccessLevel.TRIAGER, scopes = Scope.TRIAGE)
  @PostMapping(PATH + "/{number}/link")
  Reply link(@PathVariable long number, @RequestParam long issue, CurrentAccount account) {
    intake.link(number, issue, account.number());
    return Reply.redirect("/issue/" + issue).notice("Linked to #" + number + ".");
  }

  /** No form stands on it: nothing that is not public comes to us. */
  @Access(AccessLevel.PUBLIC)
  @GetMapping("/report")
  Reply report() {
    return Reply.html("intake/report", new ReportPage());
  }
}
