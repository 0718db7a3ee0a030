package org.snowguard.server.browse;

import org.snowguard.server.web.Access;
import org.snowguard.server.web.AccessLevel;
import org.snowguard.server.web.NotFound;
import org.snowguard.server.web.Reply;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What is open in the packages of one maintainer. */
@Controller
final class MaintainerPages {

  private final OverviewStore overview;

  MaintainerPages(OverviewStore overview) {
    this.overview = overview;
  }

  @Access(AccessLevel.PUBLIC)
  @GetMapping("/maintainer/{login}")
  Reply show(@PathVariable String login) {
    long maintained = overview.countMaintained(login);
    if (maintained == 0) {
      throw new NotFound(
          "looking for a maintainer",
          "GitHub login \"" + login + "\"",
          "check the spelling; only who maintains a package of a channel has a page.");
    }
    return Reply.page(
        "browse/maintainer", new MaintainerPage(login, maintained, overview.maintainedBy(login)));
  }
}
