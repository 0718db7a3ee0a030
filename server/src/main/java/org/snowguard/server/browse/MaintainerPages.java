package org.snowguard.server.browse;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.browse.answer.OpenIssues;
import org.snowguard.server.web.Access;
import org.snowguard.server.web.AccessLevel;
import org.snowguard.server.web.CurrentAccount;
import org.snowguard.server.web.LocalPath;
import org.snowguard.server.web.NotFound;
import org.snowguard.server.web.Reply;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** What is open in the packages of one maintainer. */
@Controller
final class MaintainerPages {

  private static final int SIZE = 50;

  private final OverviewStore overview;
  private final OpenIssues issues;

  MaintainerPages(OverviewStore overview, OpenIssues issues) {
    this.overview = overview;
    this.issues = issues;
  }

  /** Leads to the page of who asks, as nixpkgs knows them by their number on GitHub. */
  @Access(AccessLevel.SIGNED_IN)
  @GetMapping("/my-packages")
  Reply own(@Nullable CurrentAccount account) {
    String login =
        Optional.ofNullable(account)
            .flatMap(own -> overview.maintainerLogin(own.number()))
            .orElseThrow(
                () ->
                    new NotFound(
                        "looking for your packages",
                        account == null ? "no account" : account.name(),
                        "sign in with the account on GitHub that maintains packages of nixpkgs;"
                            + " others can follow packages from their pages."));
    return Reply.redirect("/maintainer/" + LocalPath.segment(login));
  }

  @Access(AccessLevel.PUBLIC)
  @GetMapping("/maintainer/{login}")
  Reply show(@PathVariable String login, @RequestParam(required = false) @Nullable String after) {
    long maintained = overview.countMaintained(login);
    if (maintained == 0) {
      throw new NotFound(
          "looking for a maintainer",
          "GitHub login \"" + login + "\"",
          "check the spelling; only who maintains a package of a channel has a page.");
    }
    return Reply.page(
        "browse/maintainer",
        new MaintainerPage(
            login,
            maintained,
            overview.maintainedBy(login),
            OpenIssues.page(issues.ofMaintainer(login), after, SIZE)));
  }
}
