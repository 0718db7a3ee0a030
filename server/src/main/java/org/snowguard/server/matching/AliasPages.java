package org.snowguard.server.matching;

import org.snowguard.server.web.Access;
import org.snowguard.server.web.AccessLevel;
import org.snowguard.server.web.CurrentAccount;
import org.snowguard.server.web.LocalPath;
import org.snowguard.server.web.Reply;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** What people do with lessons; the project's page shows them. */
@Controller
final class AliasPages {

  private final Aliases aliases;

  AliasPages(Aliases aliases) {
    this.aliases = aliases;
  }

  @Access(AccessLevel.TRIAGER)
  @PostMapping("/lesson/{id}/revoke")
  Reply revoke(@PathVariable long id, CurrentAccount account) {
    String project = aliases.revoke(id, account.number());
    return Reply.redirect("/project/" + LocalPath.segment(project) + "#lessons")
        .notice("Revoked. The records that it speaks of are being matched again.");
  }
}
